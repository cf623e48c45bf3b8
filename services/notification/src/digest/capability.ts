import type { LetterCapability } from '../delivery/writing/manifest.ts';
import { digestLetter } from './letter.ts';
import { startDigestProgress } from './rounds.ts';
import { digestRoutes } from './routes.ts';
import { digestsCollection } from './store.ts';
import { unknownRoutes } from './unknown-routes.ts';

/** The letter of a month: collected, edited, and sent to everybody who agreed to it. */
export const digest: LetterCapability = {
  name: 'digest',
  collections: [digestsCollection],
  routes: (context) => [...digestRoutes(context), ...unknownRoutes()],
  letters: [digestLetter],
  loops: (context) => [startDigestProgress(context)],
};
