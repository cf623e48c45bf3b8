import { linkLetter } from '../../delivery/writing/link-letter.ts';

/** Asks for the word of the member whom somebody asked us to forget. */
export const confirmErasure = await linkLetter({
  beside: import.meta.url,
  name: 'confirm-erasure',
  ground: { service: 'somebody asked us to forget the member with this address' },
  subject: 'Do you want us to forget you?',
  preview: 'Nothing happens until you confirm it',
});
