import { defineWording } from '../../delivery/wording/wording.ts';
import { defineAwaitedLetter, LinkValues, linkValues } from '../../delivery/writing/awaited.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';

const wording = await defineWording({
  beside: import.meta.url,
  subject: 'Your link to sign in',
  preview: 'It works once, for ten minutes',
  needs: LinkValues,
  examples: [
    { name: 'Ada Lindqvist', link: 'https://network.example.org/sign-in#token=abc' },
    { name: undefined, link: 'https://network.example.org/#token=abc' },
  ],
});

/** The link that somebody signs in with. */
export const signIn: LetterCapability = {
  name: 'sign-in',
  awaited: [
    defineAwaitedLetter({
      name: 'sign-in',
      ground: { service: 'somebody asked for a link to sign in with this address' },
      wording,
      values: linkValues,
    }),
  ],
};
