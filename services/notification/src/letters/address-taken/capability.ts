import { defineWording } from '../../delivery/wording/wording.ts';
import { defineAwaitedLetter } from '../../delivery/writing/define-awaited.ts';
import { LinkValues } from '../../delivery/writing/link-letter.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';

const wording = await defineWording({
  beside: import.meta.url,
  subject: 'This address is a member’s already',
  preview: 'Nothing changes',
  // It goes to somebody who did not ask for it, whom whoever did may have named wrongly: it greets nobody by name.
  needs: LinkValues.omit({ name: true }),
  examples: [{ link: 'https://network.example.org/#token=abc' }],
});

/** Tells a member that another one gave their address as theirs. */
export const addressTaken: LetterCapability = {
  name: 'address-taken',
  awaited: [
    defineAwaitedLetter({
      name: 'address-taken',
      ground: { service: 'somebody gave this address as theirs' },
      wording,
      values: ({ link }) => ({ link }),
    }),
  ],
};
