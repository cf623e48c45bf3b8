import { type Electorate, type ListedVote, type Refusal, refuse } from '@skein/contracts';
import { type Changed, withChanges } from '@skein/service-kit/decisions';
import type { StatementRow, VoteRow } from './row.ts';

/** Statements that a vote may hold: more, nobody reads. */
export const mostStatements = 200;

type Begun = Omit<ListedVote, 'id' | 'version' | 'createdAt' | 'community'>;
type Changes = { readonly [K in keyof Omit<Begun, 'electorate'>]?: Begun[K] | undefined };

/** Whose vote it is: a community's own where it alone votes. */
export const communityOf = (electorate: Electorate): string | undefined =>
  electorate.kind === 'community' ? electorate.community : undefined;

const lapsed = (proposalsUntil: Date | null, now: Date): Refusal | undefined =>
  proposalsUntil && proposalsUntil <= now
    ? refuse('invalid-request', 'Proposals would be over before they begin.', [
        'proposalsUntil',
        'lies in the past',
      ])
    : undefined;

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));

export const createVote = (
  { proposalsUntil, electorate, ...begun }: Begun,
  network: string,
  createdAt: Date,
  _id: string,
): VoteRow | Refusal => {
  const until = dateOf(proposalsUntil);
  const community = communityOf(electorate);
  const whose = community === undefined ? {} : { community };
  const row = { _id, network, version: 1, ...begun, electorate, ...whose, proposalsUntil: until, createdAt };
  return lapsed(until, createdAt) ?? row;
};

/** The refusal of what would change a vote under its voters' hands. */
export const refuseWhileVoting = (active: { readonly number: number } | undefined): Refusal | undefined =>
  active && refuse('conflict', `Round ${active.number} is going on; wait until it is over.`);

export const editVote = (
  before: VoteRow,
  { proposalsUntil, ...changes }: Changes,
  active: { readonly number: number } | undefined,
  now: Date,
): Changed<VoteRow> | Refusal => {
  const until = proposalsUntil === undefined ? {} : { proposalsUntil: dateOf(proposalsUntil) };
  return (
    refuseWhileVoting(active) ??
    lapsed(until.proposalsUntil ?? null, now) ??
    withChanges(before, { ...changes, ...until })
  );
};

/** Who proposes, and whether they run the vote: its time for proposals does not bind those. */
export interface Proposer {
  readonly person: string;
  readonly runs: boolean;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** Puts a statement forward; `from` is the one that it amends. */
export const propose = (
  vote: VoteRow,
  there: readonly StatementRow[],
  text: string,
  { person, runs }: Proposer,
  proposedAt: Date,
  _id: string,
  from?: StatementRow,
): StatementRow | Refusal => {
  const { proposalsUntil, network } = vote;
  if (!runs && proposalsUntil && proposalsUntil <= proposedAt)
    return refuse('closed', `Proposals were taken until ${proposalsUntil.toISOString()}.`);
  if (there.length >= mostStatements)
    return refuse('conflict', `A vote holds at most ${mostStatements} statements.`);
  const same = there.find((other) => !other.withdrawn && plain(other.text) === plain(text));
  if (same) {
    return refuse('already-exists', 'Another statement says this already.', ['text', 'is proposed already']);
  }
  const lineage = from && { from: from._id };
  const row = { _id, network, vote: vote._id, version: 1, text, proposedBy: person, proposedAt };
  return { ...row, ...lineage, withdrawn: false };
};

/** Whether a statement may be amended or withdrawn now: not while it is voted on, nor once it is withdrawn. */
export const refuseFixed = (
  { _id, withdrawn }: StatementRow,
  active: { readonly number: number; readonly statements: readonly string[] } | undefined,
): Refusal | undefined => {
  if (withdrawn) return refuse('conflict', 'The statement is withdrawn.', ['statement', 'is withdrawn']);
  if (!active?.statements.includes(_id)) return undefined;
  return refuse('conflict', `Round ${active.number} votes on this statement; wait until it is over.`, [
    'statement',
    'is being voted on',
  ]);
};

export const withdraw = (
  before: StatementRow,
  { person, runs }: Proposer,
  active: { readonly number: number; readonly statements: readonly string[] } | undefined,
): StatementRow | Refusal => {
  if (!runs && before.proposedBy !== person)
    return refuse('forbidden', 'Whoever proposed a statement may withdraw it, and those who run the vote.');
  return refuseFixed(before, active) ?? { ...before, withdrawn: true, version: before.version + 1 };
};
