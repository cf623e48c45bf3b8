import { type Audience, type Refusal, refuse, type SurveyMode } from '@skein/contracts';
import type { InvitationRow } from '../invitations/store.ts';
import type { SurveyRow } from './store.ts';

/** Most people one event names. */
const peopleAnEvent = 500;
/** Most versions one survey asks: results go through all of them. */
const mostVersions = 50;

export interface Asking {
  readonly title: string;
  readonly mode: SurveyMode;
  readonly audience: Audience;
  readonly community?: string | undefined;
  readonly closesAt: Date;
  readonly groupBy?: SurveyRow['groupBy'];
  /** Whether each person is sent a letter with their link. */
  readonly invite: boolean;
}

/** What is known of whom and what a survey asks. */
export interface Known {
  readonly network: string;
  readonly instrument: { readonly _id: string; readonly published: number };
  /** The members of the audience's community, where it is one. */
  readonly members: readonly string[];
  readonly smallestGroup: number;
  /** The public key of its ballots, where it is to be anonymous. */
  readonly ballotKey?: string | undefined;
}

export interface Opening {
  readonly survey: SurveyRow;
  readonly invitations: InvitationRow[];
  /** Who is to be sent a letter, an event's worth each; the survey's version counts one for each. */
  readonly letters: string[][];
}

/** Whose survey it is: said so, or by whom it asks. */
export const communityOf = ({ audience, community }: Pick<Asking, 'audience' | 'community'>) =>
  community ?? ('community' in audience ? audience.community : undefined);

const peopleAsked = (audience: Audience, members: readonly string[]): readonly string[] => {
  if (audience.kind === 'community') return members;
  return 'people' in audience ? audience.people : [];
};

/** Why a survey cannot be asked anonymously so: nobody hides among few or in a group, and a ballot is given for an invitation. */
const crowdFault = (
  { audience, groupBy }: Pick<Asking, 'audience' | 'groupBy'>,
  invited: number,
  smallestGroup: number,
): Refusal | undefined => {
  if (audience.kind === 'open')
    return refuse('invalid-request', 'An anonymous survey asks people by invitation.', [
      'audience.kind',
      'gives nobody an invitation, and so nobody a ballot',
    ]);
  if (groupBy)
    return refuse('invalid-request', 'Nothing says in which community an anonymous response was given.', [
      'groupBy',
      'cannot be kept with responses that lead to nobody',
    ]);
  if (invited >= smallestGroup) return undefined;
  return refuse(
    'invalid-request',
    `Among ${invited} people nobody is anonymous; ask at least ${smallestGroup}.`,
    ['audience', `has ${invited} people, fewer than the smallest group of ${smallestGroup}`],
  );
};

/** Opens a survey at the instrument's current published version. */
export const openSurvey = (
  asking: Asking,
  { network, instrument, members, smallestGroup, ballotKey }: Known,
  opensAt: Date,
  _id: string,
  newId: () => string,
): Opening | Refusal => {
  const { audience, closesAt, groupBy, invite, title, mode } = asking;
  if (closesAt <= opensAt)
    return refuse('invalid-request', 'A survey closes after it opens.', ['closesAt', 'lies in the past']);
  if (instrument.published === 0)
    return refuse('conflict', 'The instrument has no published version yet.', ['instrument', 'is a draft']);
  const community = communityOf(asking);
  if ('community' in audience && audience.community !== community) {
    return refuse('invalid-request', 'A survey that asks a community is that community’s.', [
      'community',
      'is not the community of the audience',
    ]);
  }
  const people = [...new Set(peopleAsked(audience, members))];
  const crowd = mode === 'anonymous' ? crowdFault(asking, people.length, smallestGroup) : undefined;
  if (crowd) return crowd;
  const letters = invite ? chunksOf(people, peopleAnEvent) : [];
  const survey: SurveyRow = {
    _id,
    network,
    version: 1 + letters.length,
    instrument: instrument._id,
    instrumentVersion: instrument.published,
    title,
    mode,
    audience: {
      kind: audience.kind,
      ...('community' in audience && { community: audience.community }),
      ...('meeting' in audience && { meeting: audience.meeting }),
    },
    invited: people.length,
    status: 'open',
    opensAt,
    closesAt,
    ...(community && { community }),
    ...(groupBy && { groupBy }),
    ...(ballotKey && { ballotKey }),
  };
  const invitations = people.map((person) => ({ _id: newId(), network, survey: _id, person }));
  return { survey, invitations, letters };
};

/** Closes a survey before its time, or once its time is up. */
export const closeSurvey = (before: SurveyRow, now: Date): SurveyRow | Refusal =>
  before.status === 'closed'
    ? refuse('closed', 'The survey is closed already.')
    : { ...before, status: 'closed', closedAt: now, version: before.version + 1 };

/**
 * A running survey asks a newer version from now on. Those it has asked stay known: answers to them are kept, and still
 * taken from whoever loaded the form before.
 */
export const takeVersion = (
  before: SurveyRow,
  number: number,
  published: number,
  now: Date,
): SurveyRow | Refusal => {
  if (statusAt(before, now) === 'closed') return refuse('closed', 'A closed survey takes no new version.');
  if (number > published)
    return refuse('unknown-reference', `There is no version ${number} of the instrument.`, [
      'number',
      `must be ${published} at most`,
    ]);
  const { instrumentVersion: current, versions = [current] } = before;
  if (number <= current)
    return refuse('conflict', `The survey asks version ${current} already.`, [
      'number',
      `must be above ${current}`,
    ]);
  if (versions.length >= mostVersions)
    return refuse('conflict', `A survey asks ${mostVersions} versions at most.`, [
      'number',
      'is one too many',
    ]);
  return {
    ...before,
    instrumentVersion: number,
    versions: [...versions, number],
    version: before.version + 1,
  };
};

/** A survey whose time is up is closed, even before that was written down. */
export const statusAt = ({ status, closesAt }: SurveyRow, now: Date): 'open' | 'closed' =>
  status === 'closed' || closesAt <= now ? 'closed' : 'open';

/** Whether only a personal link opens the survey. */
export const needsLink = ({ audience }: SurveyRow): boolean => audience.kind !== 'open';

const chunksOf = (people: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(people.length / size) }, (_, index) =>
    people.slice(index * size, (index + 1) * size),
  );
