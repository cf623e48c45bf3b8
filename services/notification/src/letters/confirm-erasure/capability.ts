import { defineWording } from '../../delivery/wording/wording.ts';
import { defineAwaitedLetter, LinkValues, linkValues } from '../../delivery/writing/awaited.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';

const wording = await defineWording({
  beside: import.meta.url,
  subject: 'Do you want us to forget you?',
  preview: 'Nothing happens until you confirm it',
  needs: LinkValues,
  examples: [
    { name: 'Ada Lindqvist', link: 'https://network.example.org/confirm-erasure#token=abc' },
    { name: undefined, link: 'https://network.example.org/#token=abc' },
  ],
});

/** Asks for the word of the member whom somebody asked us to forget. */
export const confirmErasure: LetterCapability = {
  name: 'confirm-erasure',
  awaited: [
    defineAwaitedLetter({
      name: 'confirm-erasure',
      ground: { service: 'somebody asked us to forget the member with this address' },
      wording,
      values: linkValues,
    }),
  ],
};
