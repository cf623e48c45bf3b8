import { isRefusal, workstreamsContract } from '@skein/contracts';
import { refuseCommunity, unknownPeople } from '@skein/known';
import {
  type Implementation,
  missing,
  newId,
  read,
  type Tx,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import { findMeeting } from '../../gathering/meetings/store.ts';
import { addStep, changeStep, startWorkstream } from './decide.ts';
import { presentStep, presentWorkstream } from './present.ts';
import type { StepRow } from './row.ts';
import { findStep, findWorkstream, insertWorkstream, listWorkstreams, putStep, stepsOf } from './store.ts';

const saveStep = async (
  tx: Tx,
  row: StepRow,
  event: typeof workstreamsContract.events.stepAdded | typeof workstreamsContract.events.stepChanged,
): Promise<void> => {
  await putStep(tx, row);
  const { _id, network, version, workstream, community, owners, status } = row;
  const data = { step: _id, workstream, community, owners, status };
  tx.record(event, { network, subject: _id, version, data });
};

export const workstreamRoutes = (): Implementation[] => [
  write(workstreamsContract.routes.startWorkstream, async ({ network, body, deny, tx }) => {
    const denied = deny('meeting.plan', { community: body.community });
    const unable = denied ?? (await refuseCommunity(tx, body.community));
    if (unable) return unable;
    const row = startWorkstream(body, await unknownPeople(tx, body.owners), network, newId());
    if (isRefusal(row)) return row;
    await insertWorkstream(tx, row);
    const { _id, version, community, owners } = row;
    const data = { workstream: _id, community, owners };
    tx.record(workstreamsContract.events.workstreamStarted, { network, subject: _id, version, data });
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
    if (body.meeting && !(await findMeeting(tx, body.meeting)))
      return unknownReference('meeting', 'meeting', body.meeting);
    const strangers = await unknownPeople(tx, body.owners);
    const row = addStep(body, workstream, { actor, strangers, now }, newId());
    if (isRefusal(row)) return row;
    await saveStep(tx, row, workstreamsContract.events.stepAdded);
    return presentStep(row);
  }),

  write(workstreamsContract.routes.editStep, async ({ params, body, ifMatch, actor, now, deny, tx }) => {
    const found = await findStep(tx, params.id);
    const denied = found && deny('step.edit', { community: found.community });
    const before = denied ?? toEdit(found, ifMatch, missing('step', params.id));
    if (isRefusal(before)) return before;
    const strangers = await unknownPeople(tx, body.owners ?? []);
    const changed = changeStep(before, body, { actor, strangers, now });
    if (isRefusal(changed)) return changed;
    if (changed.fields.length) await saveStep(tx, changed.row, workstreamsContract.events.stepChanged);
    return presentStep(changed.row);
  }),
];
