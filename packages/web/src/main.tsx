import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { isProblem, Unreachable } from '@skein/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { I18nProvider as WidgetWords } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { routerOf } from './router.tsx';
import { renew } from './session/client.ts';
import { becomeVisitor, onOtherTab, signedInHere } from './session/store.ts';
import { wearLastLook } from './shell/look.ts';
import { keepToPreferred, readersTag, startWords } from './words/languages.ts';

const attempts = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => !isProblem(error) && failures < attempts,
      retryDelay: 400,
    },
  },
});

/** Where another tab signs in or out, this one does too. */
onOtherTab(async () => {
  await renew();
  await queries.invalidateQueries();
});

wearLastLook();
// Where nobody is to be reached, who this is stays open, and the page says so.
const known = signedInHere() ? renew().catch(() => undefined) : becomeVisitor();

const place = document.getElementById('page');
if (!place) throw new Error('The document has no place for the page.');
await Promise.all([known, startWords()]);
// Meanwhile the profile may have asked for another language than this browser knew of.
await keepToPreferred();
// Pages say by themselves what was refused; the console is for what nobody expected.
const onCaughtError = (error: unknown): void => {
  if (!isProblem(error) && !(error instanceof Unreachable)) console.error(error);
};
createRoot(place, { onCaughtError }).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <WidgetWords locale={readersTag()}>
        <QueryClientProvider client={queries}>
          <Suspense>
            <RouterProvider router={routerOf(queries)} />
          </Suspense>
        </QueryClientProvider>
      </WidgetWords>
    </I18nProvider>
  </StrictMode>,
);
// Once the page is there: what it shows is as things are by then.
void import('./session/live.ts').then(({ followChanges }) => followChanges(queries));
