import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { receiving } from './receiving.ts';

/** Mail that comes in: the answers of calendar programs. Nothing of a letter is kept here. */
export const incomingMail: LetterCapability = {
  name: 'mail',
  loops: receiving,
};
