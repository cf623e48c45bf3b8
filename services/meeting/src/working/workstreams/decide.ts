import { type Actor, may, type Refusal, refuse, type StepStatus } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import { refuseRepeated, refuseStrangers } from '../../gathering/people/decide.ts';
import type { StepRow, WorkstreamRow } from './row.ts';

/** What is known when a step is decided on: who asks, which of its owners are no members, and what day it is. */
export interface Asking {
  readonly actor: Actor | undefined;
  readonly strangers: readonly string[];
  readonly now: Date;
  /** An owner was present at the meeting that it came out of: those who run it may have heard what they said. */
  readonly heard?: boolean;
}

type GivenStep = Omit<
  StepRow,
  '_id' | 'network' | 'version' | 'workstream' | 'community' | 'movedAt' | 'answers'
>;

const refuseOwners = (owners: readonly string[], strangers: readonly string[]): Refusal | undefined =>
  refuseRepeated({ owners }) ?? refuseStrangers({ owners }, strangers);

export const startWorkstream = (
  given: Pick<WorkstreamRow, 'community' | 'title' | 'owners'>,
  strangers: readonly string[],
  network: string,
  _id: string,
): WorkstreamRow | Refusal => refuseOwners(given.owners, strangers) ?? { _id, network, version: 1, ...given };

/** Where a step may go from each status. What was dropped can be proposed again; what is done stays done. */
const next: Record<StepStatus, readonly StepStatus[]> = {
  proposed: ['accepted', 'done', 'dropped'],
  accepted: ['proposed', 'done', 'dropped'],
  dropped: ['proposed'],
  done: [],
};

type Owned = Pick<StepRow, 'owners' | 'community'>;

const owns = ({ owners }: Owned, actor: Actor | undefined): boolean =>
  actor !== undefined && owners.includes(actor.person);

const runs = ({ community }: Owned, actor: Actor | undefined): boolean =>
  may(actor, 'meeting.plan', { community });

const notYours = (to: StepStatus): Refusal =>
  refuse('forbidden', 'Only an owner of the step says so, or those who run the community.', [
    'status',
    `is ${to} by an owner’s word`,
  ]);

/** Taking a step on is its owner's word; those who run the community write down what they heard in the meeting. */
const refuseMove = (
  before: StepRow,
  to: StepStatus,
  { actor, heard }: Pick<Asking, 'actor' | 'heard'>,
): Refusal | undefined => {
  const { status } = before;
  if (to === status) return undefined;
  if (!next[status].includes(to)) {
    const detail = `A step that is ${status} cannot become ${to}.`;
    return refuse('conflict', detail, ['status', `is ${status}`]);
  }
  if (owns(before, actor)) return undefined;
  if (!runs(before, actor)) return notYours(to);
  if (to !== 'accepted' || heard) return undefined;
  return refuse(
    'forbidden',
    'An owner accepts the step. You can note it for one who was present at the meeting that it came out of.',
    ['status', 'is accepted by an owner’s word'],
  );
};

/** Of a step that somebody has, they and those who run the community say whose it is. */
const refuseHanding = (
  before: StepRow,
  owners: readonly string[] | undefined,
  actor: Actor | undefined,
): Refusal | undefined => {
  if (!owners || before.owners.length === 0 || owns(before, actor) || runs(before, actor)) return undefined;
  return refuse('forbidden', 'Only an owner of the step hands it on, or those who run the community.', [
    'owners',
    'are changed by an owner or those who run the community',
  ]);
};

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

const refuseDoneOn = (status: StepStatus, doneOn: string | undefined): Refusal | undefined =>
  doneOn === undefined || status === 'done'
    ? undefined
    : refuse('invalid-request', 'Only a step that is done has a day on which it was.', [
        'doneOn',
        'goes with the status done',
      ]);

/** What is taken in as accepted or done is an owner's word, or history that those who run the community write down. */
const refuseTakenIn = (owned: Owned, to: StepStatus, actor: Actor | undefined): Refusal | undefined =>
  (to !== 'accepted' && to !== 'done') || owns(owned, actor) || runs(owned, actor) ? undefined : notYours(to);

/** Adds a step, as proposed or, when history is taken in, in whatever state it is. */
export const addStep = (
  given: GivenStep,
  { _id: workstream, network, community }: WorkstreamRow,
  { actor, strangers, now }: Asking,
  _id: string,
): StepRow | Refusal =>
  refuseOwners(given.owners, strangers) ??
  refuseTakenIn({ owners: given.owners, community }, given.status, actor) ??
  refuseDoneOn(given.status, given.doneOn) ?? {
    _id,
    network,
    version: 1,
    workstream,
    community,
    ...given,
    ...(given.status === 'done' && { doneOn: given.doneOn ?? dayOf(now) }),
    movedAt: now,
  };

/** A step that none of those has any more who took it on is a proposal again. */
const statusAfter = ({ status, owners: had }: StepRow, owners: readonly string[]): StepStatus => {
  const isKept = had.length === 0 || owners.some((owner) => had.includes(owner));
  return status === 'accepted' && !isKept ? 'proposed' : status;
};

const moving: readonly string[] = ['status', 'owners'];

export const changeStep = (
  before: StepRow,
  sent: Sent<Omit<GivenStep, 'meeting'>>,
  asking: Asking,
): Changed<StepRow> | Refusal => {
  const { actor, strangers, now } = asking;
  const asked = sent.status ?? before.status;
  const refused =
    refuseMove(before, asked, asking) ??
    refuseHanding(before, sent.owners, actor) ??
    refuseOwners(sent.owners ?? [], strangers) ??
    refuseDoneOn(asked, sent.doneOn);
  if (refused) return refused;
  const status = sent.status ?? statusAfter(before, sent.owners ?? before.owners);
  const doneOn = status === 'done' ? (sent.doneOn ?? before.doneOn ?? dayOf(now)) : undefined;
  const changed = withChanges(before, { ...sent, status, doneOn });
  const isMoved = changed.fields.some((field) => moving.includes(field));
  return isMoved ? { ...changed, row: { ...changed.row, movedAt: now } } : changed;
};
