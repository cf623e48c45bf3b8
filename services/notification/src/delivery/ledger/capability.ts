import type { Capability } from '@skein/service-kit';
import { lettersCollection } from './store.ts';

/** Which letters there are to write, and how each came out. */
export const ledger: Capability = { name: 'ledger', collections: [lettersCollection] };
