import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** English is written where it is said; the other catalogues are in `src/words`. */
export default defineConfig({
  rootDir: import.meta.dirname,
  sourceLocale: 'en',
  locales: ['en', 'sv', 'fr', 'pseudo'],
  pseudoLocale: { locale: 'pseudo', prepend: '⟦', append: '⟧' },
  fallbackLocales: { default: 'en' },
  catalogs: [
    {
      path: '<rootDir>/src/words/{locale}',
      include: ['<rootDir>/src'],
      exclude: ['<rootDir>/src/{browser,server,build,gallery}/**', '**/*.test.*'],
    },
  ],
  format: formatter({ origins: false }),
});
