import { linkLetter } from '../../delivery/writing/link-letter.ts';

/** Tells the old address that another one took its place, and how to have it back. */
export const addressChanged = await linkLetter({
  beside: import.meta.url,
  name: 'address-changed',
  ground: { service: 'somebody changed where the member is written to' },
  subject: 'Your address was changed',
  preview: 'Have it back, if it was not you',
});
