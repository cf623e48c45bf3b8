import type { Capability } from '@skein/service-kit';
import { deadLetterRoutes } from './routes.ts';

/** Messages that no consumer could apply: listed, replayed or dropped by whoever runs the network. */
export const deadLetters: Capability = { name: 'dead-letters', routes: deadLetterRoutes };
