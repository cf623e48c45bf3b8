import { linkLetter } from '../../delivery/writing/link-letter.ts';

/** Asks at a new address whether it is the member’s. */
export const confirmAddress = await linkLetter({
  beside: import.meta.url,
  name: 'confirm-address',
  ground: { service: 'a member gave this address as their new one' },
  unconfirmed: true,
  subject: 'Confirm your new address',
  preview: 'Nothing changes until you confirm it',
});
