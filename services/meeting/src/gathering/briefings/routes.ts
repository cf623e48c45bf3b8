import { type Actor, type Briefing, briefingsContract, isRefusal, refuse } from '@skein/contracts';
import {
  type Call,
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  staleUnless,
  write,
} from '@skein/service-kit';
import type { MeetingRow } from '../meetings/row.ts';
import { findMeeting } from '../meetings/store.ts';
import { denyWhere } from '../onlookers/decide.ts';
import { answerBefore, askBefore } from './decide.ts';
import { presentBriefing } from './present.ts';
import { briefingAnswers, findBriefing, putBriefing, putBriefingAnswer } from './store.ts';

const { routes, events } = briefingsContract;

type Deny = Call<typeof routes.readBriefing>['deny'];

const shown = async (
  reader: Reader,
  meeting: MeetingRow,
  actor: Actor | undefined,
  deny: Deny,
): Promise<Briefing> => {
  const plans = denyWhere(deny, 'meeting.plan', meeting) === undefined;
  const found = await briefingAnswers(reader, meeting._id, plans ? undefined : (actor?.person ?? ''));
  const mine = found.find(({ person }) => person === actor?.person);
  return presentBriefing(
    meeting._id,
    await findBriefing(reader, meeting._id),
    mine,
    plans ? found : undefined,
  );
};

export const briefingRoutes = (): Implementation[] => [
  read(routes.readBriefing, async ({ actor, reader, params, deny }) => {
    const meeting = await findMeeting(reader, params.id);
    if (!meeting) return missing('meeting', params.id);
    return denyWhere(deny, 'meeting.read', meeting) ?? shown(reader, meeting, actor, deny);
  }),

  write(routes.askBefore, async ({ actor, network, params, body, ifMatch, deny, tx }) => {
    const meeting = await findMeeting(tx, params.id);
    if (!meeting) return missing('meeting', params.id);
    const before = await findBriefing(tx, meeting._id);
    const refused = denyWhere(deny, 'meeting.plan', meeting) ?? staleUnless(ifMatch, before?.version ?? 0);
    if (refused) return refused;
    const row = askBefore(meeting, before, body.questions, newId);
    if (isRefusal(row)) return row;
    await putBriefing(tx, row);
    const { _id, community, withCommunities } = meeting;
    const data = { meeting: _id, community, ...(withCommunities?.length && { withCommunities }) };
    tx.record(events.questionsAsked, { network, subject: _id, version: row.version, data });
    return shown(tx, meeting, actor, deny);
  }),

  write(routes.answerBefore, async ({ actor, params, body, ifMatch, deny, tx }) => {
    if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
    const meeting = await findMeeting(tx, params.id);
    if (!meeting) return missing('meeting', params.id);
    const [before] = await briefingAnswers(tx, meeting._id, actor.person);
    const refused = denyWhere(deny, 'meeting.read', meeting) ?? staleUnless(ifMatch, before?.version ?? 0);
    if (refused) return refused;
    const said = { person: actor.person, answers: body.answers, at: tx.now };
    const row = answerBefore(meeting, await findBriefing(tx, meeting._id), before, said);
    if (isRefusal(row)) return row;
    await putBriefingAnswer(tx, row);
    return shown(tx, meeting, actor, deny);
  }),
];
