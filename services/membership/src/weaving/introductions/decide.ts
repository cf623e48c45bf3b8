import { type IntroductionAnswer, type IntroductionStatus, type Refusal, refuse } from '@skein/contracts';
import type { IntroductionRow } from './row.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long those who are asked may answer. */
const answerDays = 30;
const mostOutcomes = 50;

export type Introduced = IntroductionRow['people'][number];

interface Weaving {
  readonly people?: readonly string[] | undefined;
  readonly communities?: readonly string[] | undefined;
  readonly community?: string | undefined;
}

/** Whether it says clearly whom to introduce: members, or two communities, each once and not oneself. */
export const checkWeaving = ({ people, communities }: Weaving, by: string): Refusal | undefined => {
  if (Boolean(people) === Boolean(communities)) {
    return refuse('invalid-request', 'Name either members or two communities.', [
      people ? 'communities' : 'people',
      people ? 'does not go with people' : 'is needed, or communities',
    ]);
  }
  const [field, named] = people
    ? (['people', people] as const)
    : (['communities', communities ?? []] as const);
  const twice = named.findIndex((id, index) => named.indexOf(id) < index);
  if (twice >= 0) {
    return refuse('invalid-request', 'Each is named once.', [`${field}.${twice}`, 'is named before']);
  }
  const self = named.indexOf(by);
  if (self < 0) return undefined;
  return refuse('invalid-request', 'You know yourself already.', [`${field}.${self}`, 'is you']);
};

/** Those who stand for two communities: their facilitators, each for one of them, and not the weaver. */
export const standFor = (
  communities: readonly string[],
  facilitators: readonly { readonly person: string; readonly community: string }[],
  by: string,
): Introduced[] | Refusal => {
  const people: Introduced[] = [];
  for (const { person, community } of facilitators) {
    if (person !== by && !people.some((one) => one.person === person)) people.push({ person, community });
  }
  const stoodFor = new Set(people.map(({ community }) => community));
  const silent = communities.findIndex((id) => !stoodFor.has(id));
  if (silent < 0) return people;
  return refuse('conflict', 'Each of the two needs a facilitator of its own, other than you.', [
    `communities.${silent}`,
    'has nobody to stand for it',
  ]);
};

interface Making {
  readonly network: string;
  readonly by: string;
  readonly reason: string;
  readonly community?: string | undefined;
  readonly communities?: readonly string[] | undefined;
  readonly followUpOn: string;
}

export const introduce = (
  { community, communities, ...making }: Making,
  people: readonly Introduced[],
  now: Date,
  _id: string,
): IntroductionRow => ({
  _id,
  version: 1,
  ...making,
  ...(community && { community }),
  ...(communities && { communities: [...communities] }),
  people: [...people],
  status: 'asked',
  askedAt: now,
  expiresAt: new Date(now.getTime() + answerDays * dayMs),
  outcomes: [],
});

/** How many sides these people stand for: each their own, or that of their community. */
const sidesOf = (people: readonly Introduced[]): number =>
  new Set(people.map(({ person, community }) => community ?? person)).size;

const accepted = ({ people }: Pick<IntroductionRow, 'people'>): Introduced[] =>
  people.filter(({ answer }) => answer === 'accept');

const stands = (people: readonly Introduced[]): Exclude<IntroductionStatus, 'expired'> => {
  if (sidesOf(accepted({ people: [...people] })) >= 2) return 'connected';
  return sidesOf(people.filter(({ answer }) => answer !== 'decline')) >= 2 ? 'asked' : 'declined';
};

/** Where two who were introduced are one person: a no of either holds, and nobody is introduced to themselves. */
export const asOne = (row: IntroductionRow): IntroductionRow | undefined => {
  const people: Introduced[] = [];
  for (const one of row.people) {
    const at = people.findIndex(({ person }) => person === one.person);
    const before = people[at];
    if (!before) people.push(one);
    else if (one.answer === 'decline' || !before.answer)
      people[at] = { ...one, ...(before.community && { community: before.community }) };
  }
  if (people.length === row.people.length) return row;
  if (people.length < 2) return undefined;
  return { ...row, people, status: row.status === 'connected' ? row.status : stands(people) };
};

/** How it stands by now: whoever has not answered in time has not accepted. */
export const statusOf = (
  { status, expiresAt }: Pick<IntroductionRow, 'status' | 'expiresAt'>,
  now: Date,
): IntroductionStatus => (status === 'asked' && expiresAt <= now ? 'expired' : status);

/** Whether somebody and another side accepted, so that they know each other's addresses. */
export const isConnected = (row: IntroductionRow, person: string): boolean =>
  row.status === 'connected' && accepted(row).some((one) => one.person === person);

export interface Answered {
  readonly row: IntroductionRow;
  /** Those who accepted, where they are now to learn each other's addresses. */
  readonly exchange?: string[];
}

/** Takes an answer. It can be changed while it is open, but addresses that went out cannot be taken back. */
export const answer = (
  before: IntroductionRow,
  person: string,
  said: IntroductionAnswer,
  now: Date,
): Answered | Refusal => {
  const own = before.people.find((one) => one.person === person);
  if (!own) return refuse('not-found', 'You are not among those introduced.');
  if (own.answer === said) return { row: before };
  if (before.expiresAt <= now) return refuse('closed', 'The time for answering is over.');
  if (isConnected(before, person)) {
    return refuse('closed', 'You are introduced already: the others have your address.');
  }
  const people = before.people.map((one) => (one === own ? { ...one, answer: said, answeredAt: now } : one));
  const row = { ...before, people, status: stands(people), version: before.version + 1 };
  if (said !== 'accept' || row.status !== 'connected') return { row };
  return { row, exchange: accepted(row).map((one) => one.person) };
};

/** Takes down what came of it, once there was anything that something could come of. */
export const tellOutcome = (
  before: IntroductionRow,
  outcome: IntroductionRow['outcomes'][number],
): IntroductionRow | Refusal => {
  const introduced = outcome.by !== before.by && before.people.some(({ person }) => person === outcome.by);
  if (introduced && !isConnected(before, outcome.by)) {
    return refuse('conflict', 'You are not introduced yet.');
  }
  if (before.status !== 'connected' && outcome.came !== 'nothing') {
    return refuse('conflict', 'They are not introduced yet.', ['came', 'can only be nothing so far']);
  }
  if (before.outcomes.length >= mostOutcomes) {
    return refuse('conflict', `It was said ${mostOutcomes} times what came of it.`);
  }
  const { followUpOn: _, ...rest } = before;
  return {
    ...rest,
    outcomes: [...before.outcomes, outcome],
    came: outcome.came,
    version: before.version + 1,
  };
};

/** The day so many weeks on, `YYYY-MM-DD`. */
export const weeksOn = (day: string, weeks: number): string =>
  new Date(new Date(day).getTime() + weeks * 7 * dayMs).toISOString().slice(0, 10);

/** The day has come: the weaver is asked, unless there is nothing to ask. */
export const followUp = (before: IntroductionRow): { row: IntroductionRow; asks: boolean } => {
  const { followUpOn: _, ...rest } = before;
  const asks = before.status === 'connected';
  return { row: { ...rest, version: before.version + (asks ? 1 : 0) }, asks };
};
