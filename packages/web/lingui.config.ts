import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** What is seen before anything is loaded later; a test of the build says where a file is missing here. */
const first = [
  'shell',
  'home',
  'ui',
  'session',
  'communities/{CommunityCard.tsx,MeetingRows.tsx,status.ts}',
  'introductions/IntroductionRow.tsx',
  'letters/{Latest,LetterRow}.tsx',
  'me/pages.ts',
  'news',
  'surveys/{Closing,Open,OpenToMe,SurveyRow,VoteRow}.tsx',
  'work/MySteps.tsx',
].map((path) => `<rootDir>/src/${path}`);

/** English is written where it is said; the other catalogues are in `src/words`, those of the first load in `first`. */
export default defineConfig({
  rootDir: import.meta.dirname,
  sourceLocale: 'en',
  locales: ['en', 'sv', 'fr', 'pseudo'],
  pseudoLocale: { locale: 'pseudo', prepend: '⟦', append: '⟧' },
  fallbackLocales: { default: 'en' },
  catalogs: [
    { path: '<rootDir>/src/words/first/{locale}', include: first, exclude: ['**/*.test.*'] },
    {
      path: '<rootDir>/src/words/{locale}',
      include: ['<rootDir>/src'],
      exclude: [...first, '<rootDir>/src/{browser,server,build,gallery}/**', '**/*.test.*'],
    },
  ],
  format: formatter({ origins: false }),
});
