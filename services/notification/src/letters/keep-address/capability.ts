import { linkLetter } from '../../delivery/writing/link-letter.ts';

/** Tells the old address that another one is to take its place. */
export const keepAddress = await linkLetter({
  beside: import.meta.url,
  name: 'keep-address',
  ground: { service: 'somebody is about to change where the member is written to' },
  subject: 'Your address is about to change',
  preview: 'Stop it, if it was not you',
});
