import { z } from 'zod';
import { defineWording } from '../../delivery/wording/wording.ts';
import { defineAwaitedLetter } from '../../delivery/writing/define-awaited.ts';
import { LinkValues, linkValues } from '../../delivery/writing/link-letter.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';

const wording = await defineWording({
  beside: import.meta.url,
  subject: 'We have forgotten you',
  preview: 'What was deleted, and what was kept and why',
  needs: LinkValues.extend({ told: z.array(z.strictObject({ what: z.string(), became: z.string() })) }),
  examples: [
    {
      name: 'Ada Lindqvist',
      link: 'https://network.example.org/',
      told: [
        { what: 'Your places in communities', became: 'deleted' },
        { what: 'Meetings you were at', became: 'kept without your name' },
      ],
    },
  ],
});

/** Tells somebody who was erased what was deleted of them, and what was kept. */
export const erasureReceipt: LetterCapability = {
  name: 'erasure-receipt',
  awaited: [
    defineAwaitedLetter({
      name: 'erasure-receipt',
      ground: { service: 'they were erased, and are owed word of it' },
      wording,
      values: (question) => ({ ...linkValues(question), told: question.told ?? [] }),
    }),
  ],
};
