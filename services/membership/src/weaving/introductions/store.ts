import {
  type Introduction,
  IntroductionAnswer,
  IntroductionOutcome,
  IntroductionStatus,
} from '@skein/contracts';
import { type CollectionDeclaration, holds, renamed, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { asOne, statusOf } from './decide.ts';

/** An introduction with the answers of those introduced. */
export const IntroductionRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  by: z.string(),
  community: z.string().optional(),
  communities: z.array(z.string()).optional(),
  people: z.array(
    z.object({
      person: z.string(),
      community: z.string().optional(),
      answer: IntroductionAnswer.optional(),
      answeredAt: z.date().optional(),
    }),
  ),
  reason: z.string(),
  /** As it was at the last answer; that the time ran out shows in `expiresAt`. */
  status: IntroductionStatus.exclude(['expired']),
  askedAt: z.date(),
  expiresAt: z.date(),
  followUpOn: z.string().optional(),
  came: IntroductionOutcome.optional(),
  outcomes: z.array(z.object({ came: IntroductionOutcome, note: z.string(), by: z.string(), at: z.date() })),
});
export type IntroductionRow = z.infer<typeof IntroductionRow>;

export const introductionCollections: CollectionDeclaration[] = [
  {
    name: 'introductions',
    schema: IntroductionRow,
    indexes: [
      { key: { network: 1, _id: -1 } },
      { key: { network: 1, by: 1, _id: -1 } },
      { key: { network: 1, 'people.person': 1, _id: -1 } },
      { key: { network: 1, askedAt: 1 } },
      { key: { followUpOn: 1 }, sparse: true },
    ],
    people: holds<IntroductionRow>({
      title: 'Introductions that you made, or that were made of you',
      at: ['by', 'people.person', 'outcomes.by'],
      show: ({ reason, status, askedAt, people, outcomes, by }, whose) => ({
        ...{ reason, status, askedAt },
        ...(by === whose && { madeBy: 'you' }),
        answer: people.find(({ person }) => person === whose)?.answer,
        outcomes: outcomes.filter((outcome) => outcome.by === whose).map(({ by: _, ...said }) => said),
      }),
      erase: {
        does: 'change',
        why: 'An introduction of others stays with what came of it; that you made it is gone.',
        to: (row, person, stranger) =>
          row.people.some((introduced) => introduced.person === person)
            ? undefined
            : renamed(
                { ...row, outcomes: row.outcomes.filter(({ by }) => by !== person) },
                ['by'],
                person,
                stranger,
              ),
      },
      join: { does: 'rename', tidy: asOne },
      versioned: true,
    }),
  },
];

export const introductions = (db: Db) => db.collection<IntroductionRow>('introductions');

export const findIntroduction = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<IntroductionRow | null> =>
  introductions(db).findOne({ _id: id, network }, session ? { session } : {});

export const putIntroduction = async (tx: Tx, row: IntroductionRow): Promise<void> => {
  await introductions(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

/** How it stands for those introduced: that it was declined would tell them who declined. */
const hidden = (row: IntroductionRow, now: Date): IntroductionStatus => {
  const status = statusOf(row, now);
  return status === 'declined' ? statusOf({ ...row, status: 'asked' }, now) : status;
};

/** An introduction as somebody sees it: one who is introduced is shown what they said themselves, not the others. */
export const presentIntroduction = (
  row: IntroductionRow,
  viewer: string | undefined,
  now: Date,
): Introduction => {
  const { _id, network: _, askedAt, expiresAt, people, outcomes, came, ...facts } = row;
  const introduced = viewer !== row.by && people.some(({ person }) => person === viewer);
  const shown = introduced ? outcomes.filter(({ by }) => by === viewer) : outcomes;
  const said = introduced ? shown.at(-1)?.came : came;
  return {
    id: _id,
    ...facts,
    status: introduced ? hidden(row, now) : statusOf(row, now),
    people: people.map(({ person, community, answer }) => ({
      person,
      ...(community && { community }),
      ...(answer && (!introduced || person === viewer) && { answer }),
    })),
    ...(said && { came: said }),
    outcomes: shown.map(({ at, ...outcome }) => ({ ...outcome, at: at.toISOString() })),
    askedAt: askedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
};
