import type { Capability } from '@skein/service-kit';
import { unknownLetterRoutes } from './routes.ts';

/** What a person may do about letters of which nobody knows whether they arrived. */
export const unknownLetters: Capability = { name: 'unknown-letters', routes: unknownLetterRoutes };
