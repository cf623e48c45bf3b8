import type { LetterCapability } from '../writing/manifest.ts';
import { replyAddressesCollection } from './store.ts';

/** The addresses to which calendar programs answer, one for each person. */
export const replyAddresses: LetterCapability = {
  name: 'reply-addresses',
  collections: [replyAddressesCollection],
};
