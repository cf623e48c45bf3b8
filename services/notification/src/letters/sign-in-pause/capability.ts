import { linkLetter } from '../../delivery/writing/link-letter.ts';

/** Says that no more links to sign in come for a while, and how whoever reads it gets one nonetheless. */
export const signInPause = await linkLetter({
  beside: import.meta.url,
  name: 'sign-in-pause',
  ground: { service: 'somebody asks for link after link to sign in with this address' },
  subject: 'No more links to sign in for now',
  preview: 'Somebody asks for one after another',
});
