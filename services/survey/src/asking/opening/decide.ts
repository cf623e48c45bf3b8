import { type Audience, type InvitedAddress, type Refusal, refuse, type SurveyMode } from '@skein/contracts';
import { audienceRow, communityAsked, crowdFault } from '../audiences/decide.ts';
import { addGroups, type Belonging, keptIn, place } from '../groups/decide.ts';
import type { InvitationRow } from '../invitations/row.ts';
import type { SurveyRow } from '../surveys/row.ts';

/** Most people one event names. */
const peopleAnEvent = 500;

export interface Asking {
  readonly title: string;
  readonly mode: SurveyMode;
  readonly audience: Audience;
  readonly community?: string | undefined;
  readonly closesAt: Date;
  readonly groupBy?: SurveyRow['groupBy'];
  readonly closesAfter?: number | undefined;
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

/** Whose survey it is: said so, or by whom it asks. */
export const communityOf = ({ audience, community }: Pick<Asking, 'audience' | 'community'>) =>
  community ?? communityAsked(audience);

const peopleAsked = (audience: Audience, members: readonly string[]): readonly string[] =>
  'people' in audience ? audience.people : members;

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
  const { title, mode, audience, closesAt, groupBy, closesAfter } = asking;
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
    ...(closesAfter !== undefined && { closesAfter }),
    ...(ballotKey && { ballotKey }),
    ...(mode !== 'named' && { apart: 'open' as const }),
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

/** A survey whose audience is still to be written down. */
export const prepareSurvey = (
  asking: Asking,
  known: Omit<Known, 'members'>,
  now: Date,
  _id: string,
  seenFrom: 'hosts' | 'communities',
): SurveyRow | Refusal => {
  const faulty = faultOf(asking, known.instrument, now);
  if (faulty) return faulty;
  return {
    ...surveyAsked(asking, known, now, _id),
    status: 'preparing',
    preparing: { invite: asking.invite, seenFrom },
  };
};

/** The survey once its audience is whole: open, or closed where it cannot be asked of so few. */
export const whenWhole = (before: SurveyRow, smallestGroup: number, now: Date): SurveyRow => {
  const { preparing: _, ...row } = before;
  const version = row.version + 1;
  const nobody = row.invited === 0 ? 'Nobody is of this audience.' : undefined;
  const crowd =
    row.mode === 'anonymous' ? crowdFault({ kind: 'other' }, row.invited, smallestGroup) : undefined;
  const fault = nobody ?? crowd?.detail;
  if (fault) return { ...row, version, status: 'closed', closedAt: now, fault };
  return { ...row, ...keptIn(row, smallestGroup), version, status: 'open', opensAt: now };
};

/** An opening with everybody placed in their groups. */
export const inGroups = (
  opening: Opening,
  memberships: readonly Belonging[],
  smallestGroup: number,
): Opening => {
  const invitations = place(opening.survey, opening.invitations, memberships);
  const survey = addGroups(opening.survey, invitations);
  return { ...opening, survey: { ...survey, ...keptIn(survey, smallestGroup) }, invitations };
};

const chunksOf = (people: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(people.length / size) }, (_, index) =>
    people.slice(index * size, (index + 1) * size),
  );
