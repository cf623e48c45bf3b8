import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { NetworkId } from '../id.ts';
import { defineQuestion } from '../question.ts';
import { line, paragraphs } from '../text.ts';

/** The letters that somebody waits for. */
const LetterNow = z.enum([
  'sign-in',
  'sign-in-pause',
  'confirm-joining',
  'confirm-erasure',
  'confirm-address',
  'keep-address',
  'address-changed',
  'address-back',
  'address-taken',
  'profiles-merged',
  'community-invitation',
  'erasure-receipt',
]);
export type LetterNow = z.infer<typeof LetterNow>;

const questions = {
  /** Answered by notification: sends one letter now; its content is never kept. */
  sendNow: defineQuestion({
    name: 'notification.send-letter',
    summary: 'Send one letter now, to someone who waits for it',
    question: z.strictObject({
      network: NetworkId,
      letter: LetterNow,
      to: z.object({ name: line(200).optional(), email: EmailAddress }),
      link: z.url(),
      /** For letters to somebody who is no member: where they have it that nothing more comes, and one click for it. */
      stop: z.url().optional(),
      oneClick: z.url().optional(),
      /** What a letter that invites says beyond its link. */
      invitation: z
        .strictObject({
          community: line(120),
          domain: line(300),
          by: line(200).optional(),
          message: paragraphs(2000).optional(),
          expires: z.iso.datetime(),
        })
        .optional(),
      /** What a receipt tells, line by line. */
      told: z
        .array(z.object({ what: line(500), became: line(1000) }))
        .max(200)
        .optional(),
    }),
    answer: z.object({ outcome: z.enum(['sent', 'failed']), reason: z.string().optional() }),
  }),
};

export const lettersContract = defineCapability({ name: 'letters', service: 'notification', questions });
