import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { createRoot } from 'react-dom/client';
import { startWords } from '../words/languages.ts';
import { Gallery } from './Gallery.tsx';

const place = document.getElementById('page');
if (!place) throw new Error('The document has no place for the gallery.');
await startWords();
createRoot(place).render(
  <I18nProvider i18n={i18n}>
    <Gallery />
  </I18nProvider>,
);
