import { z } from 'zod';
import { Id, Instant, Version } from '../../id.ts';
import { line } from '../../text.ts';
import { ShownAudience } from '../audience.ts';

/**
 * `named`: answers show who gave them; `confidential`: kept apart from the person, shown from a smallest group up;
 * `anonymous`: confidential, and given with a blindly signed ballot, so that nobody can join them to the person.
 */
export const SurveyMode = z.enum(['named', 'confidential', 'anonymous']);
export type SurveyMode = z.infer<typeof SurveyMode>;

/** Group facts that are kept with responses, so that results compare by them. */
export const GroupBy = z.enum(['community', 'role']);
export type GroupBy = z.infer<typeof GroupBy>;

/** After how many responses a survey closes, where that is before its time. */
export const ClosesAfter = z.int().min(1).max(10_000_000).meta({
  description:
    'It closes by itself once so many responses are stored. Each that was accepted before the closing was known everywhere, some seconds at most, counts too: so it may come to somewhat more, and nobody who has a receipt is left out',
});

/** `preparing`: a large audience is being written down; nobody is asked before it is whole. */
export const SurveyStatus = z.enum(['preparing', 'open', 'closed']);
export type SurveyStatus = z.infer<typeof SurveyStatus>;

export const Survey = z
  .object({
    id: Id,
    version: Version,
    instrument: Id,
    instrumentVersion: z.int().positive(),
    versions: z
      .array(z.int().positive())
      .meta({ description: 'Every version it has asked, oldest first; forms loaded before are still taken' }),
    title: line(200),
    mode: SurveyMode,
    audience: ShownAudience,
    invited: z.int().nonnegative(),
    status: SurveyStatus,
    fault: z.string().optional().meta({ description: 'Why it closed without having asked anybody' }),
    opensAt: Instant,
    closesAt: Instant,
    closedAt: Instant.optional().meta({ description: 'When it closed, which may be before its time' }),
    community: Id.optional().meta({ description: 'Whose survey it is, where it is one community’s' }),
    groupBy: GroupBy.optional(),
    closesAfter: ClosesAfter.optional(),
    full: z.literal(true).optional().meta({ description: 'It closed since it had that many' }),
  })
  .meta({ id: 'Survey' });
export type Survey = z.infer<typeof Survey>;

/** A value of the `OPEN_SURVEYS` bucket: all that the intake must know to take a response. */
export const OpenSurvey = z.object({
  survey: Id,
  network: z.string(),
  mode: SurveyMode,
  open: z.boolean(),
  closesAt: Instant,
  needsLink: z.boolean(),
  instrument: Id,
  /** Every version that it asks or has asked, the current one last; each is a value of its own in the bucket. */
  versions: z.array(z.int().positive()).min(1),
  /** The public key that its ballots are signed with: SPKI, base64url. */
  ballotKey: z.string().optional(),
  /** What its receipts are proved with, while it is open; never leaves the intake. */
  receiptKey: z.string().optional(),
});
export type OpenSurvey = z.infer<typeof OpenSurvey>;

/** Keys of the `OPEN_SURVEYS` bucket: a survey, and a version that surveys share, since a value is a mebibyte at most. */
export const openSurveyKey = (network: string, survey: string): string => `${network}.${survey}`;
export const askedVersionKey = (network: string, instrument: string, number: number): string =>
  `${network}.version.${instrument}.${number}`;
export const isVersionKey = (key: string): boolean => key.split('.')[1] === 'version';
