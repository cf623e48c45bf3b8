import { decisionsContract, isRefusal } from '@skein/contracts';
import { refuseCommunity, unknownPeople } from '@skein/known';
import { type Implementation, missing, newId, read, toEdit, write } from '@skein/service-kit';
import { refuseMeeting } from '../occasions/refuse-meeting.ts';
import { changeDecision, recordDecision, reviewDecision } from './decide.ts';
import { presentDecision } from './present.ts';
import { saveDecision } from './record.ts';
import { findDecision, listDecisions } from './store.ts';

export const decisionRoutes = (): Implementation[] => [
  write(decisionsContract.routes.recordDecision, async ({ network, body, now, deny, tx }) => {
    const { community, ...given } = body;
    const unable =
      deny('meeting.plan', { community }) ??
      (await refuseCommunity(tx, community)) ??
      (await refuseMeeting(tx, community, given.meeting));
    if (unable) return unable;
    const strangers = await unknownPeople(tx, given.agreedBy);
    const row = recordDecision(given, { strangers, now }, { _id: newId(), network, community });
    if (isRefusal(row)) return row;
    await saveDecision(tx, row);
    return presentDecision(row);
  }),

  read(decisionsContract.routes.listDecisions, async ({ reader, query, deny }) => {
    const denied = deny('meeting.read', { community: query.community });
    return denied ?? listDecisions(reader, query, presentDecision);
  }),

  read(decisionsContract.routes.readDecision, async ({ reader, params, deny }) => {
    const row = await findDecision(reader, params.id);
    if (!row) return missing('decision', params.id);
    return deny('meeting.read', { community: row.community }) ?? presentDecision(row);
  }),

  write(decisionsContract.routes.editDecision, async ({ params, body, ifMatch, deny, tx }) => {
    const found = await findDecision(tx, params.id);
    const denied = found && deny('meeting.plan', { community: found.community });
    const before = denied ?? toEdit(found, ifMatch, missing('decision', params.id));
    if (isRefusal(before)) return before;
    const unable = await refuseMeeting(tx, before.community, body.meeting);
    if (unable) return unable;
    const strangers = await unknownPeople(tx, body.agreedBy ?? []);
    const changed = changeDecision(before, body, { strangers });
    if (isRefusal(changed)) return changed;
    if (changed.fields.length) await saveDecision(tx, changed.row);
    return presentDecision(changed.row);
  }),

  write(decisionsContract.routes.reviewDecision, async ({ params, body, actor, ifMatch, now, deny, tx }) => {
    const found = await findDecision(tx, params.id);
    const denied = found && deny('meeting.plan', { community: found.community });
    const before = denied ?? toEdit(found, ifMatch, missing('decision', params.id));
    if (isRefusal(before)) return before;
    const unable = await refuseMeeting(tx, before.community, body.meeting);
    if (unable) return unable;
    const row = reviewDecision(before, body, actor?.person, now);
    if (isRefusal(row)) return row;
    await saveDecision(tx, row);
    return presentDecision(row);
  }),
];
