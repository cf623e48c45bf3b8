import { defineWording } from '../../delivery/wording/wording.ts';
import { defineAwaitedLetter, LinkValues, linkValues } from '../../delivery/writing/awaited.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';

const wording = await defineWording({
  beside: import.meta.url,
  subject: 'Please confirm your address',
  preview: 'One step is left',
  needs: LinkValues,
  examples: [
    { name: 'Ada Lindqvist', link: 'https://network.example.org/confirm-joining#token=abc' },
    { name: undefined, link: 'https://network.example.org/#token=abc' },
  ],
});

/** Asks whoever joins whether the address is theirs. */
export const confirmJoining: LetterCapability = {
  name: 'confirm-joining',
  awaited: [
    defineAwaitedLetter({
      name: 'confirm-joining',
      ground: { service: 'somebody asked to join with this address' },
      wording,
      values: linkValues,
    }),
  ],
};
