import { type Actor, isRefusal, learningCasesContract, may } from '@skein/contracts';
import { unknownPeople } from '@skein/known';
import {
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  type Tx,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import { attendedAmong, findMeeting } from '../../gathering/meetings/store.ts';
import { contributionsOf } from './contributions.ts';
import { contribute, maySee, moveCase, raiseCase, scopeCase, takeBack } from './decide.ts';
import { presentClearedCase, presentLearningCase } from './present.ts';
import { saveCase, saveRaised } from './record.ts';
import type { LearningCaseRow } from './row.ts';
import {
  findLearningCase,
  listClearedCases,
  listLearningCases,
  meetingsWithKeptCases,
  type Onlooker,
} from './store.ts';

/** Whose eyes a list is for; nobody's in particular where it is those of who run the community. */
const onlookerOf = async (
  reader: Reader,
  community: string,
  actor: Actor | undefined,
): Promise<Onlooker | undefined> => {
  if (!actor || may(actor, 'meeting.plan', { community })) return undefined;
  const kept = await meetingsWithKeptCases(reader, community);
  const attended = kept.length ? await attendedAmong(reader, kept, actor.person) : [];
  return { person: actor.person, attended };
};

/** The case, if whoever asks may see it: else it is not there. */
const findFor = async (reader: Reader, id: string, actor: Actor | undefined) => {
  const row = await findLearningCase(reader, id);
  if (row?.scope !== 'meeting') return row;
  const attended = actor ? await attendedAmong(reader, [row.meeting], actor.person) : [];
  const isOthers = may(actor, 'meeting.read', { community: row.community });
  return isOthers && !maySee(row, actor, attended.length > 0) ? null : row;
};

const strangersIn = (tx: Tx, named: readonly (string | undefined)[]) =>
  unknownPeople(
    tx,
    named.filter((one) => one !== undefined),
  );

const occasionsOf = async (tx: Tx, before: LearningCaseRow, later: string | undefined) => {
  const raisedAt = await findMeeting(tx, before.meeting);
  if (!raisedAt) throw new Error(`the learning case ${before._id} was raised at no meeting`);
  return { raisedAt, found: later === undefined ? null : await findMeeting(tx, later) };
};

export const learningCaseRoutes = (): Implementation[] => [
  write(learningCasesContract.routes.raiseLearningCase, async ({ params, body, deny, now, tx }) => {
    const meeting = await findMeeting(tx, params.id);
    if (!meeting) return missing('meeting', params.id);
    const denied = deny('learning-case.raise', { community: meeting.community });
    if (denied) return denied;
    const strangers = await strangersIn(tx, [body.broughtBy, ...body.tables.map(({ host }) => host)]);
    if (strangers.includes(body.broughtBy)) return unknownReference('broughtBy', 'member', body.broughtBy);
    const place = body.tables.findIndex(({ host }) => host !== undefined && strangers.includes(host));
    if (place >= 0) return unknownReference(`tables.${place}.host`, 'member', body.tables[place]?.host ?? '');
    const row = raiseCase(body, meeting, { newId, now });
    if (isRefusal(row)) return row;
    await saveRaised(tx, row);
    return presentLearningCase(row);
  }),

  read(learningCasesContract.routes.listLearningCases, async ({ reader, query, actor, deny }) => {
    const denied = deny('meeting.read', { community: query.community });
    if (denied) return denied;
    const onlooker = await onlookerOf(reader, query.community, actor);
    return listLearningCases(reader, query, onlooker, presentLearningCase);
  }),

  read(learningCasesContract.routes.listClearedCases, ({ reader, query }) =>
    listClearedCases(reader, query, presentClearedCase),
  ),

  read(learningCasesContract.routes.readLearningCase, async ({ reader, params, actor, deny }) => {
    const row = await findFor(reader, params.id, actor);
    if (!row) return missing('learning case', params.id);
    return deny('meeting.read', { community: row.community }) ?? presentLearningCase(row);
  }),

  write(learningCasesContract.routes.editLearningCase, async ({ params, body, ifMatch, actor, deny, tx }) => {
    const found = await findFor(tx, params.id, actor);
    const denied =
      found && deny('learning-case.keep', { community: found.community, person: found.broughtBy });
    const before = denied ?? toEdit(found, ifMatch, missing('learning case', params.id));
    if (isRefusal(before)) return before;
    const occasions = await occasionsOf(tx, before, body.feedback?.meeting);
    const changed = moveCase(before, body, actor?.person, occasions);
    if (isRefusal(changed)) return changed;
    if (changed.fields.length) await saveCase(tx, changed.row);
    return presentLearningCase(changed.row);
  }),

  write(learningCasesContract.routes.scopeLearningCase, async ({ params, body, ifMatch, now, deny, tx }) => {
    const found = await findLearningCase(tx, params.id);
    const denied =
      found && deny('learning-case.clear', { community: found.community, person: found.broughtBy });
    const before = denied ?? toEdit(found, ifMatch, missing('learning case', params.id));
    if (isRefusal(before)) return before;
    const { row, fields } = scopeCase(before, body.scope, now);
    if (fields.length) await saveCase(tx, row);
    return presentLearningCase(row);
  }),

  write(learningCasesContract.routes.addContribution, async ({ params, body, actor, deny, now, tx }) => {
    const before = await findFor(tx, params.id, actor);
    if (!before) return missing('learning case', params.id);
    const denied = deny('learning-case.raise', { community: before.community });
    if (denied) return denied;
    const by = body.by ?? actor?.person;
    const [stranger] = body.by === undefined ? [] : await unknownPeople(tx, [body.by]);
    if (stranger !== undefined) return unknownReference('by', 'member', stranger);
    const row = contribute(before, { ...body, id: newId(), at: now, ...(by && { by }) });
    if (isRefusal(row)) return row;
    await saveCase(tx, row);
    return presentLearningCase(row);
  }),

  write(learningCasesContract.routes.removeContribution, async ({ params, actor, deny, now, tx }) => {
    const before = await findFor(tx, params.id, actor);
    if (!before) return missing('learning case', params.id);
    const given = contributionsOf(before, now).find(({ id }) => id === params.contribution);
    const isOwn = actor !== undefined && given?.by === actor.person;
    const person = isOwn ? given.by : before.broughtBy;
    const denied = deny('learning-case.keep', { community: before.community, person });
    if (denied) return denied;
    if (!given) return missing('contribution', params.contribution);
    const row = takeBack(before, given.id, now);
    if (isRefusal(row)) return row;
    await saveCase(tx, row);
    return presentLearningCase(row);
  }),
];
