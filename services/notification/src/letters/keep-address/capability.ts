import { defineWording } from '../../delivery/wording/wording.ts';
import { defineAwaitedLetter, LinkValues, linkValues } from '../../delivery/writing/awaited.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';

const wording = await defineWording({
  beside: import.meta.url,
  subject: 'Your address is about to change',
  preview: 'Stop it, if it was not you',
  needs: LinkValues,
  examples: [
    { name: 'Ada Lindqvist', link: 'https://network.example.org/keep-address#token=abc' },
    { name: undefined, link: 'https://network.example.org/#token=abc' },
  ],
});

/** Tells the old address that another one is to take its place. */
export const keepAddress: LetterCapability = {
  name: 'keep-address',
  awaited: [
    defineAwaitedLetter({
      name: 'keep-address',
      ground: { service: 'somebody is about to change where the member is written to' },
      wording,
      values: linkValues,
    }),
  ],
};
