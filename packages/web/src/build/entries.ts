import { join } from 'node:path';
import { root } from '../server/folders.ts';

const at = (path: string): string => join(root, 'src', path);

/** What a page loads by its name: the scripts of the pages here and of the answering page, and the styles. */
export const entries = (): Record<string, string> => ({
  page: at('main.tsx'),
  answer: at('browser/answer/answer.ts'),
  dress: at('browser/dress/dress.ts'),
  campaign: at('browser/letters/campaign.js'),
  introduction: at('browser/letters/introduction.js'),
  meeting: at('browser/letters/meeting.js'),
  step: at('browser/letters/step.js'),
  invitation: at('browser/letters/invitation.js'),
  'letter-link': at('browser/letters/letter-link.js'),
  preferences: at('browser/letters/preferences.js'),
  survey: at('browser/letters/survey.js'),
  vote: at('browser/letters/vote.js'),
  results: at('browser/results/results.js'),
  'survey-results': at('browser/results/survey-results.js'),
  style: at('styles/style.css'),
  'answer-style': at('styles/answer.css'),
});
