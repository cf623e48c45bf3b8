import type { Capability } from '@skein/service-kit';
import { cellKeysCollection } from './store.ts';

/** What the figures of surveys that are not named are drawn by. */
export const cellKeys: Capability = { name: 'cell-keys', collections: [cellKeysCollection] };
