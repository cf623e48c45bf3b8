import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { receiving } from './receiving.ts';
import { mailRoutes } from './routes.ts';

/** Mail that comes in: the answers of calendar programs, and what members want dealt with. Nothing of a letter is kept here. */
export const incomingMail: LetterCapability = {
  name: 'mail',
  routes: mailRoutes,
  loops: receiving,
};
