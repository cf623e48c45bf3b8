import { linkLetter } from '../../delivery/writing/link-letter.ts';

/** Asks whoever joins whether the address is theirs. */
export const confirmJoining = await linkLetter({
  beside: import.meta.url,
  name: 'confirm-joining',
  ground: { service: 'somebody asked to join with this address' },
  unconfirmed: true,
  subject: 'Please confirm your address',
  preview: 'One step is left',
});
