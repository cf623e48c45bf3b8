import { type CollectionDeclaration, holds } from '@skein/service-kit';
import { z } from 'zod';

export const LetterKind = z.enum([
  'digest',
  'welcome',
  'invitation',
  'invitation-abroad',
  'reminder',
  'reminder-abroad',
  'vote',
  'campaign',
  'prospects',
  'introduction',
  'proposal',
  'rectification',
  'results',
]);
export type LetterKind = z.infer<typeof LetterKind>;
/** `over`: settled, and how is not told; of reminders, since who needed none has answered. */
export const LetterStatus = z.enum(['queued', 'sending', 'sent', 'failed', 'unknown', 'over']);
export type LetterStatus = z.infer<typeof LetterStatus>;

/** One letter to one person, from the decision to write it until it is settled: ids and facts, never an address. */
export const LetterRow = z.object({
  /** `<kind>:<cause>:<person>`, so that no cause writes to a person twice. */
  _id: z.string(),
  network: z.string(),
  kind: LetterKind,
  /** The digest, the membership, the survey, the publication, the round of a vote or of a campaign that it is about. */
  cause: z.string(),
  person: z.string(),
  status: LetterStatus,
  attempts: z.int(),
  messageId: z.string(),
  createdAt: z.date(),
  /** Not before; a process that has the letter in hand moves it on, so that no other takes it. */
  dueAt: z.date(),
  /** The batch that has the letter in hand. */
  claim: z.string().optional(),
  leaseUntil: z.date().optional(),
  settledAt: z.date().optional(),
  reason: z.string().optional(),
  /** What the letter says, beyond its cause. */
  community: z.string().optional(),
  title: z.string().optional(),
  closesAt: z.date().optional(),
});
export type LetterRow = z.infer<typeof LetterRow>;

export const letterCollections: CollectionDeclaration[] = [
  {
    name: 'letters',
    schema: LetterRow,
    indexes: [
      { key: { network: 1, kind: 1, cause: 1, status: 1 } },
      { key: { kind: 1, dueAt: 1 }, name: 'due', partialFilterExpression: { status: 'queued' } },
      { key: { leaseUntil: 1 }, name: 'leased', partialFilterExpression: { status: 'sending' } },
      { key: { network: 1, person: 1 } },
    ],
    people: holds<LetterRow>({
      title: 'Letters written to you',
      at: ['person'],
      show: ({ kind, title, status, createdAt, settledAt }) => ({
        kind,
        title,
        status,
        createdAt,
        settledAt,
      }),
      erase: {
        does: 'change',
        why: 'How many letters an issue went out in stays true: the row stands under a new id of nobody. Letters that wait are deleted.',
        to: (row, _person, stranger) =>
          row.settledAt && {
            ...row,
            _id: `${row.kind}:${row.cause}:${stranger}`,
            person: stranger,
            messageId: '<erased>',
          },
      },
      join: {
        does: 'rename',
        idFor: ({ kind, cause, person }) => `${kind}:${cause}:${person}`,
        beside: ({ _id, network }) => ({ _id, network }),
      },
    }),
  },
];
