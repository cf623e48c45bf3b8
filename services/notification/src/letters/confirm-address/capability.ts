import { defineWording } from '../../delivery/wording/wording.ts';
import { defineAwaitedLetter, LinkValues, linkValues } from '../../delivery/writing/awaited.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';

const wording = await defineWording({
  beside: import.meta.url,
  subject: 'Confirm your new address',
  preview: 'Nothing changes until you confirm it',
  needs: LinkValues,
  examples: [
    { name: 'Ada Lindqvist', link: 'https://network.example.org/confirm-address#token=abc' },
    { name: undefined, link: 'https://network.example.org/#token=abc' },
  ],
});

/** Asks at a new address whether it is the member’s. */
export const confirmAddress: LetterCapability = {
  name: 'confirm-address',
  awaited: [
    defineAwaitedLetter({
      name: 'confirm-address',
      ground: { service: 'a member gave this address as their new one' },
      wording,
      values: linkValues,
    }),
  ],
};
