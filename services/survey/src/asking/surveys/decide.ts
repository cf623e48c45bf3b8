import {
  type Audience,
  type InvitedAddress,
  type Refusal,
  refuse,
  type SurveyMode,
  type SurveyStatus,
} from '@skein/contracts';
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
  /** Who is of the audience, where it does not name them. */
  readonly members: readonly string[];
  /** Those of them who are no members of the network, with where they are written to. */
  readonly strangers?: ReadonlyMap<string, InvitedAddress>;
  readonly smallestGroup: number;
  /** The public key of its ballots, where it is to be anonymous. */
  readonly ballotKey?: string | undefined;
}

export interface Opening {
  readonly survey: SurveyRow;
  readonly invitations: InvitationRow[];
  /** Who is to be sent a letter, an event's worth each; the survey's version counts one for each. */
  readonly letters: string[][];
  /** The same of those who are no members. */
  readonly lettersAbroad: string[][];
}

/** The community that an audience is of, where it is of one. */
export const communityAsked = (audience: Audience): string | undefined => {
  if (audience.kind === 'query') return audience.query.community;
  return 'community' in audience ? audience.community : undefined;
};

/** Whose survey it is: said so, or by whom it asks. */
export const communityOf = ({ audience, community }: Pick<Asking, 'audience' | 'community'>) =>
  community ?? communityAsked(audience);

const peopleAsked = (audience: Audience, members: readonly string[]): readonly string[] =>
  'people' in audience ? audience.people : members;

/** An audience as it is kept: whom it is sought by, without those it names. */
export const audienceRow = (audience: Audience): SurveyRow['audience'] => {
  const { kind } = audience;
  const community = communityAsked(audience);
  return {
    kind,
    ...(community && { community }),
    ...('meeting' in audience && { meeting: audience.meeting }),
    ...(audience.kind === 'role' && {
      networkRoles: audience.networkRoles,
      communityRoles: audience.communityRoles,
    }),
    ...(audience.kind === 'query' && { query: audience.query }),
  };
};

/** Why an anonymous survey cannot ask this audience: nobody hides among few, and a ballot is given for an invitation. */
export const crowdFault = (
  audience: { readonly kind: string },
  invited: number,
  smallestGroup: number,
): Refusal | undefined => {
  if (audience.kind === 'open')
    return refuse('invalid-request', 'An anonymous survey asks people by invitation.', [
      'audience.kind',
      'gives nobody an invitation, and so nobody a ballot',
    ]);
  if (invited >= smallestGroup) return undefined;
  return refuse(
    'invalid-request',
    `Among ${invited} people nobody is anonymous; ask at least ${smallestGroup}.`,
    ['audience', `has ${invited} people, fewer than the smallest group of ${smallestGroup}`],
  );
};

/** What speaks against asking this, whoever the audience turns out to be. */
export const faultOf = (
  asking: Asking,
  instrument: Known['instrument'],
  opensAt: Date,
): Refusal | undefined => {
  if (asking.closesAt <= opensAt)
    return refuse('invalid-request', 'A survey closes after it opens.', ['closesAt', 'lies in the past']);
  if (instrument.published === 0)
    return refuse('conflict', 'The instrument has no published version yet.', ['instrument', 'is a draft']);
  if (asking.mode === 'anonymous' && asking.groupBy)
    return refuse('invalid-request', 'An anonymous response leads to no group.', [
      'groupBy',
      'is not known of anonymous responses',
    ]);
  const asked = communityAsked(asking.audience);
  if (asked === undefined || asked === communityOf(asking)) return undefined;
  return refuse('invalid-request', 'A survey that asks a community is that community’s.', [
    'community',
    'is not the community of the audience',
  ]);
};

/** A survey as it is asked for, at the instrument's current published version, which asks nobody yet. */
export const surveyAsked = (
  asking: Asking,
  { network, instrument, ballotKey }: Pick<Known, 'network' | 'instrument' | 'ballotKey'>,
  opensAt: Date,
  _id: string,
): Omit<SurveyRow, 'status'> => {
  const { title, mode, audience, closesAt, groupBy } = asking;
  const community = communityOf(asking);
  return {
    _id,
    network,
    version: 1,
    instrument: instrument._id,
    instrumentVersion: instrument.published,
    title,
    mode,
    audience: audienceRow(audience),
    invited: 0,
    opensAt,
    closesAt,
    ...(community && { community }),
    ...(groupBy && { groupBy }),
    ...(ballotKey && { ballotKey }),
  };
};

/** One for each of these people; those who are no members are known as that. */
export const invitationsTo = (
  { _id: survey, network }: Pick<SurveyRow, '_id' | 'network'>,
  people: readonly string[],
  strangers: ReadonlyMap<string, unknown>,
  newId: () => string,
): InvitationRow[] =>
  people.map((person) => ({
    _id: newId(),
    network,
    survey,
    person,
    ...(strangers.has(person) && { stranger: true as const }),
  }));

/** Opens a survey at the instrument's current published version. */
export const openSurvey = (
  asking: Asking,
  known: Known,
  opensAt: Date,
  _id: string,
  newId: () => string,
): Opening | Refusal => {
  const { audience, invite, mode } = asking;
  const { members, strangers = new Map<string, never>(), smallestGroup } = known;
  const faulty = faultOf(asking, known.instrument, opensAt);
  if (faulty) return faulty;
  const people = [...new Set(peopleAsked(audience, members))];
  const crowd = mode === 'anonymous' ? crowdFault(audience, people.length, smallestGroup) : undefined;
  if (crowd) return crowd;
  const abroad = people.filter((person) => strangers.has(person));
  const letters = invite
    ? chunksOf(
        people.filter((person) => !strangers.has(person)),
        peopleAnEvent,
      )
    : [];
  const lettersAbroad = invite ? chunksOf(abroad, peopleAnEvent) : [];
  const survey: SurveyRow = {
    ...surveyAsked(asking, known, opensAt, _id),
    version: 1 + letters.length + lettersAbroad.length,
    invited: people.length,
    status: 'open',
  };
  const invitations = invitationsTo(survey, people, strangers, newId);
  return { survey, invitations, letters, lettersAbroad };
};

/** Closes a survey before its time, or once its time is up. */
export const closeSurvey = (before: SurveyRow, now: Date): SurveyRow | Refusal =>
  before.status === 'closed'
    ? refuse('closed', 'The survey is closed already.')
    : { ...withoutPreparing(before), status: 'closed', closedAt: now, version: before.version + 1 };

const withoutPreparing = ({ preparing: _, ...row }: SurveyRow): SurveyRow => row;

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
  if (before.status === 'preparing') return stillPreparing;
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

export const stillPreparing = refuse('conflict', 'The audience is still being written down.');

/** A survey whose time is up is closed, even before that was written down. */
export const statusAt = (
  { status, closesAt }: Pick<SurveyRow, 'status' | 'closesAt'>,
  now: Date,
): SurveyStatus => (closesAt <= now ? 'closed' : status);

/** Whether only a personal link opens the survey. */
export const needsLink = ({ audience }: SurveyRow): boolean => audience.kind !== 'open';

const chunksOf = (people: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(people.length / size) }, (_, index) =>
    people.slice(index * size, (index + 1) * size),
  );
