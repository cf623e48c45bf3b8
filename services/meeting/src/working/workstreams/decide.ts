import { type Actor, may, type Refusal, refuse, type StepStatus } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import { refuseRepeated, refuseStrangers } from '../../gathering/people/decide.ts';
import type { StepRow, WorkstreamRow } from './row.ts';

/** What is known when a step is decided on: who asks, which of its owners are no members, and what day it is. */
export interface Asking {
  readonly actor: Actor | undefined;
  readonly strangers: readonly string[];
  readonly now: Date;
}

type GivenStep = Omit<StepRow, '_id' | 'network' | 'version' | 'workstream' | 'community'>;

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

/** Taking a step on is its owner's word, or that of whoever runs the community; doing it at once implies that. */
const refuseTakingOn = (
  { owners, community }: Pick<StepRow, 'owners' | 'community'>,
  to: StepStatus,
  actor: Actor | undefined,
): Refusal | undefined => {
  if (to !== 'accepted' && to !== 'done') return undefined;
  if ((actor && owners.includes(actor.person)) || may(actor, 'meeting.plan', { community })) return undefined;
  return refuse('forbidden', 'Only an owner of the step accepts it, or those who run the community.', [
    'status',
    `is ${to} by an owner’s word`,
  ]);
};

const refuseMove = (before: StepRow, to: StepStatus, actor: Actor | undefined): Refusal | undefined => {
  if (to === before.status) return undefined;
  if (next[before.status].includes(to))
    return before.status === 'proposed' ? refuseTakingOn(before, to, actor) : undefined;
  const detail = `A step that is ${before.status} cannot become ${to}.`;
  return refuse('conflict', detail, ['status', `is ${before.status}`]);
};

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

const refuseDoneOn = (status: StepStatus, doneOn: string | undefined): Refusal | undefined =>
  doneOn === undefined || status === 'done'
    ? undefined
    : refuse('invalid-request', 'Only a step that is done has a day on which it was.', [
        'doneOn',
        'goes with the status done',
      ]);

/** Adds a step, as proposed or, when history is taken in, in whatever state it is. */
export const addStep = (
  given: GivenStep,
  { _id: workstream, network, community }: WorkstreamRow,
  { actor, strangers, now }: Asking,
  _id: string,
): StepRow | Refusal =>
  refuseOwners(given.owners, strangers) ??
  refuseTakingOn({ owners: given.owners, community }, given.status, actor) ??
  refuseDoneOn(given.status, given.doneOn) ?? {
    _id,
    network,
    version: 1,
    workstream,
    community,
    ...given,
    ...(given.status === 'done' && { doneOn: given.doneOn ?? dayOf(now) }),
  };

export const changeStep = (
  before: StepRow,
  sent: Sent<Omit<GivenStep, 'meeting'>>,
  { actor, strangers, now }: Asking,
): Changed<StepRow> | Refusal => {
  const status = sent.status ?? before.status;
  const refused =
    refuseMove(before, status, actor) ??
    refuseOwners(sent.owners ?? [], strangers) ??
    refuseDoneOn(status, sent.doneOn);
  if (refused) return refused;
  const doneOn = status === 'done' ? (sent.doneOn ?? before.doneOn ?? dayOf(now)) : undefined;
  return withChanges(before, { ...sent, doneOn });
};
