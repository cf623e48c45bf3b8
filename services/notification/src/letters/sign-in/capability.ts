import { linkLetter } from '../../delivery/writing/link-letter.ts';

/** The link that somebody signs in with. */
export const signIn = await linkLetter({
  beside: import.meta.url,
  name: 'sign-in',
  ground: { service: 'somebody asked for a link to sign in with this address' },
  subject: 'Your link to sign in',
  preview: 'It works once, for ten minutes',
});
