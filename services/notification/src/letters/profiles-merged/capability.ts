import { linkLetter } from '../../delivery/writing/link-letter.ts';

/** Tells the address that goes that two profiles were made one. */
export const profilesMerged = await linkLetter({
  beside: import.meta.url,
  name: 'profiles-merged',
  ground: { service: 'the member’s two profiles were made one, and this address goes' },
  subject: 'Your two profiles are one now',
  preview: 'You sign in with your other address from now on',
});
