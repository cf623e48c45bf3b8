import type { KnownMembership } from '@skein/known';
import type { ClientSession, Db } from 'mongodb';
import type { UsedLinkRow } from '../../taking/responses/store.ts';
import { shownOf } from '../../telling/standing/store.ts';
import { type InvitationRow, invitationsAfter } from '../invitations/store.ts';
import type { SurveyRow } from '../surveys/store.ts';
import { atMostReminded, participationTold, type Recipients } from './decide.ts';

const atOnce = 2_000;

/** Those of these invitations whose people still want letters, and belong to whom the survey is for. */
export const reachable = async (
  db: Db,
  { network, audience }: Pick<SurveyRow, 'network' | 'audience'>,
  rows: readonly InvitationRow[],
  session?: ClientSession,
): Promise<InvitationRow[]> => {
  const options = session ? { session } : {};
  const people = { $in: rows.map(({ person }) => person) };
  const left = await db
    .collection<{ _id: string; network: string; gone?: true }>('known_people')
    .find({ _id: people, network, gone: true }, options)
    .toArray();
  const { kind, community } = audience;
  const ofCommunity = community !== undefined && kind !== 'meeting';
  const leftIt = ofCommunity
    ? await db
        .collection<KnownMembership>('known_memberships')
        .find({ network, person: people, community, role: { $exists: false } }, options)
        .toArray()
    : [];
  const gone = new Set([...left.map(({ _id }) => _id), ...leftIt.map(({ person }) => person)]);
  return rows.filter(({ person, silent }) => !silent && !gone.has(person));
};

/** Those of these invitations that were not answered with; of an anonymous survey, that had no ballot. */
export const unanswered = async (
  db: Db,
  { network, mode }: Pick<SurveyRow, 'network' | 'mode'>,
  rows: readonly InvitationRow[],
  session?: ClientSession,
): Promise<InvitationRow[]> => {
  if (mode === 'anonymous') return rows.filter(({ ballot }) => ballot === undefined);
  const used = await db
    .collection<UsedLinkRow>('used_links')
    .find(
      { _id: { $in: rows.map(({ _id }) => _id) }, network },
      { projection: { _id: 1 }, ...(session && { session }) },
    )
    .toArray();
  const answered = new Set(used.map(({ _id }) => _id));
  return rows.filter(({ _id }) => !answered.has(_id));
};

/** How many took part, as far as it is told. */
export const participationOf = async (db: Db, survey: SurveyRow, smallestGroup: number, now: Date) => {
  const { _id, network, mode } = survey;
  const { tallies, state } = await shownOf(db, survey, now);
  const ballots =
    mode === 'anonymous'
      ? await db
          .collection<InvitationRow>('invitations')
          .countDocuments({ network, survey: _id, ballot: { $exists: true } })
      : 0;
  const answered = tallies.get('')?.answered ?? 0;
  return participationTold(survey, { answered, ballots, final: state === 'final' }, smallestGroup);
};

const countExactly = async (db: Db, survey: SurveyRow): Promise<number> => {
  const { _id, network } = survey;
  let count = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const rows: InvitationRow[] = await invitationsAfter(db, network, _id, { cursor, limit: atOnce });
    count += (await unanswered(db, survey, await reachable(db, survey, rows))).length;
    cursor = rows.length === atOnce ? rows.at(-1)?.person : undefined;
  }
  return count;
};

/** How many a reminder would go to now: of a named survey exactly; of others no more than results tell. */
export const recipientsOf = async (
  db: Db,
  survey: SurveyRow,
  smallestGroup: number,
  now: Date,
): Promise<Recipients> =>
  survey.mode === 'named'
    ? { recipients: await countExactly(db, survey), exact: true }
    : atMostReminded(await participationOf(db, survey, smallestGroup, now));
