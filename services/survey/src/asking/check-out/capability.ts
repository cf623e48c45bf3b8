import type { Capability } from '@skein/service-kit';
import { checkOut as consumer } from './consume.ts';

/** Asks those who were at a meeting how it was, as it closes. */
export const checkOut: Capability = { name: 'check-out', consumers: ({ log }) => [consumer(log)] };
