import { linkLetter } from '../../delivery/writing/link-letter.ts';

/** Tells an address that somebody had for a while that the one before has its place again. */
export const addressBack = await linkLetter({
  beside: import.meta.url,
  name: 'address-back',
  ground: { service: 'the member’s address before this one was put back' },
  subject: 'This is no longer your address here',
  preview: 'The address before it was put back',
});
