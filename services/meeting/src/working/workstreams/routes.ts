import { isRefusal, refuse, workstreamsContract } from '@skein/contracts';
import { refuseCommunity, unknownPeople } from '@skein/known';
import { type Implementation, missing, newId, read, type Tx, toEdit, write } from '@skein/service-kit';
import { findMeeting } from '../../gathering/meetings/store.ts';
import { refuseMeeting } from '../occasions/refuse-meeting.ts';
import { answerStep } from './answer.ts';
import { addStep, changeStep, startWorkstream } from './decide.ts';
import { presentStep, presentWorkstream } from './present.ts';
import { saveStep, saveWorkstream } from './record.ts';
import type { StepRow } from './row.ts';
import { findStep, findWorkstream, listWorkstreams, stepsOf } from './store.ts';

/** Whether an owner of a step was present at the meeting that it came out of. */
const wasHeard = async (tx: Tx, { meeting, owners }: StepRow): Promise<boolean> => {
  const at = meeting === undefined ? null : await findMeeting(tx, meeting);
  return at !== null && owners.some((owner) => at.present.includes(owner));
};

export const workstreamRoutes = (): Implementation[] => [
  write(workstreamsContract.routes.startWorkstream, async ({ network, body, deny, tx }) => {
    const denied = deny('meeting.plan', { community: body.community });
    const unable = denied ?? (await refuseCommunity(tx, body.community));
    if (unable) return unable;
    const row = startWorkstream(body, await unknownPeople(tx, body.owners), network, newId());
    if (isRefusal(row)) return row;
    await saveWorkstream(tx, row);
    return presentWorkstream(row, []);
  }),

  read(workstreamsContract.routes.listWorkstreams, async ({ reader, query, deny }) => {
    const denied = deny('meeting.read', { community: query.community });
    if (denied) return denied;
    const found = await listWorkstreams(reader, query);
    if (isRefusal(found)) return found;
    const { items, ...rest } = found;
    const ids = items.map(({ _id }) => _id);
    const steps = Map.groupBy(await stepsOf(reader, ids, query.open), (step) => step.workstream);
    return { ...rest, items: items.map((row) => presentWorkstream(row, steps.get(row._id) ?? [])) };
  }),

  write(workstreamsContract.routes.addStep, async ({ params, body, actor, now, deny, tx }) => {
    const workstream = await findWorkstream(tx, params.id);
    if (!workstream) return missing('workstream', params.id);
    const denied = deny('step.edit', { community: workstream.community });
    if (denied) return denied;
    const unable = await refuseMeeting(tx, workstream.community, body.meeting);
    if (unable) return unable;
    const strangers = await unknownPeople(tx, body.owners);
    const row = addStep(body, workstream, { actor, strangers, now }, newId());
    if (isRefusal(row)) return row;
    await saveStep(tx, row, { by: actor?.person });
    return presentStep(row);
  }),

  write(workstreamsContract.routes.editStep, async ({ params, body, ifMatch, actor, now, deny, tx }) => {
    const found = await findStep(tx, params.id);
    const denied = found && deny('step.edit', { community: found.community });
    const before = denied ?? toEdit(found, ifMatch, missing('step', params.id));
    if (isRefusal(before)) return before;
    const strangers = await unknownPeople(tx, body.owners ?? []);
    const heard = body.status === 'accepted' && (await wasHeard(tx, before));
    const changed = changeStep(before, body, { actor, strangers, now, heard });
    if (isRefusal(changed)) return changed;
    if (changed.fields.length) await saveStep(tx, changed.row, { by: actor?.person, before });
    return presentStep(changed.row);
  }),

  write(workstreamsContract.routes.answerStep, async ({ params, body, ifMatch, actor, now, deny, tx }) => {
    const found = await findStep(tx, params.id);
    const person = found?.owners.find((owner) => owner === actor?.person);
    const denied = found && deny('step.answer', { community: found.community, person });
    const before = denied ?? toEdit(found, ifMatch, missing('step', params.id));
    if (isRefusal(before)) return before;
    if (person === undefined) return refuse('forbidden', 'Nobody asked you to take this step on.');
    const row = answerStep(before, body, person, now);
    if (isRefusal(row)) return row;
    await saveStep(tx, row, { by: person, before, answered: { by: person, answer: body.answer } });
    return presentStep(row);
  }),
];
