import {
  type Actor,
  isRefusal,
  type Refusal,
  type Right,
  type RightTarget,
  refuse,
  tensionsContract,
} from '@skein/contracts';
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
import { refuseMeeting } from '../occasions/refuse-meeting.ts';
import { changeTension, processTension, raiseTension, reopenTension, withdrawTension } from './decide.ts';
import { outcomeOf } from './outcomes.ts';
import { presentTension } from './present.ts';
import { saveTension } from './record.ts';
import type { TensionRow } from './row.ts';
import { findTension, listTensions } from './store.ts';

const signedOut = (): Refusal => refuse('unauthenticated', 'This needs a signed-in person.');

const save = async (tx: Tx, row: TensionRow | Refusal, { person }: Actor) => {
  if (isRefusal(row)) return row;
  await saveTension(tx, row, person);
  return presentTension(row);
};

/** What a change of a tension is asked with. */
interface Asked {
  readonly params: { readonly id: string };
  readonly ifMatch: number;
  readonly actor: Actor | undefined;
  readonly tx: Tx;
  deny(right: Right, target: RightTarget): Refusal | undefined;
}

/** The tension that is to be changed, at the version that it was seen at, by somebody who may. */
const toChange = async ({ params, ifMatch, actor, tx, deny }: Asked, right: Right) => {
  const found = await findTension(tx, params.id);
  const denied = found && deny(right, { community: found.community, person: found.raisedBy });
  const before = denied ?? toEdit(found, ifMatch, missing('tension', params.id));
  if (isRefusal(before)) return before;
  return actor ? { before, actor } : signedOut();
};

export const tensionRoutes = (): Implementation[] => [
  write(tensionsContract.routes.raiseTension, async ({ network, body, actor, now, deny, tx }) => {
    const { community, raisedBy, ...told } = body;
    const isOthers = raisedBy !== undefined && raisedBy !== actor?.person;
    const unable =
      deny(isOthers ? 'meeting.plan' : 'tension.raise', { community }) ??
      (await refuseCommunity(tx, community)) ??
      (await refuseMeeting(tx, community, told.meeting));
    if (unable) return unable;
    if (!actor) return signedOut();
    const [stranger] = isOthers ? await unknownPeople(tx, [raisedBy]) : [];
    if (stranger !== undefined) return unknownReference('raisedBy', 'member', stranger);
    const place = { _id: newId(), network, community };
    const row = raiseTension(told, raisedBy ?? actor.person, { by: actor.person, now }, place);
    return save(tx, row, actor);
  }),

  read(tensionsContract.routes.listTensions, async ({ reader, query, deny }) => {
    const denied = deny('meeting.read', { community: query.community });
    return denied ?? listTensions(reader, query, presentTension);
  }),

  read(tensionsContract.routes.readTension, async ({ reader, params, deny }) => {
    const row = await findTension(reader, params.id);
    if (!row) return missing('tension', params.id);
    return deny('meeting.read', { community: row.community }) ?? presentTension(row);
  }),

  write(tensionsContract.routes.editTension, async (call) => {
    const { body, tx, now } = call;
    const opened = await toChange(call, 'tension.keep');
    if (isRefusal(opened)) return opened;
    const { before, actor } = opened;
    const unable = await refuseMeeting(tx, before.community, body.meeting);
    if (unable) return unable;
    const changed = changeTension(before, body, { by: actor.person, now });
    if (isRefusal(changed)) return changed;
    return changed.fields.length ? save(tx, changed.row, actor) : presentTension(before);
  }),

  write(tensionsContract.routes.processTension, async (call) => {
    const { body, tx, now } = call;
    const opened = await toChange(call, 'meeting.plan');
    if (isRefusal(opened)) return opened;
    const { before, actor } = opened;
    const unable = await refuseMeeting(tx, before.community, body.meeting);
    if (unable) return unable;
    const outcome = await outcomeOf(tx, before, body, { actor, now });
    if (isRefusal(outcome)) return outcome;
    const deed = { by: actor.person, now, word: body.word };
    return save(tx, processTension(before, outcome, body.meeting, deed), actor);
  }),

  write(tensionsContract.routes.withdrawTension, async (call) => {
    const opened = await toChange(call, 'tension.withdraw');
    if (isRefusal(opened)) return opened;
    const { before, actor } = opened;
    const deed = { by: actor.person, now: call.now, word: call.body.word };
    return save(call.tx, withdrawTension(before, deed), actor);
  }),

  write(tensionsContract.routes.reopenTension, async (call) => {
    const opened = await toChange(call, 'tension.keep');
    if (isRefusal(opened)) return opened;
    const { before, actor } = opened;
    const deed = { by: actor.person, now: call.now, word: call.body.word };
    return save(call.tx, reopenTension(before, deed), actor);
  }),
];
