import {
  type Actor,
  isRefusal,
  type Refusal,
  refuse,
  type TensionOutcome,
  type TensionProcessing,
} from '@skein/contracts';
import { unknownPeople } from '@skein/known';
import { newId, type Tx } from '@skein/service-kit';
import { recordDecision } from '../decisions/decide.ts';
import { saveDecision } from '../decisions/record.ts';
import { findDecision } from '../decisions/store.ts';
import { findLearningCase } from '../learning-cases/store.ts';
import { addStep, startWorkstream } from '../workstreams/decide.ts';
import { saveStep, saveWorkstream } from '../workstreams/record.ts';
import { findStep, findWorkstream } from '../workstreams/store.ts';
import type { TensionRow } from './row.ts';

type Of<K extends TensionProcessing['kind']> = Extract<TensionProcessing, { kind: K }>;

/** Who deals with a tension, and when. */
interface Dealing {
  readonly actor: Actor;
  readonly now: Date;
}

const finders = { step: findStep, decision: findDecision, case: findLearningCase };
const called = { step: 'step', decision: 'decision', case: 'learning case' };

/** What there is already, if it is this community's. */
const found = async (
  tx: Tx,
  { community }: TensionRow,
  kind: keyof typeof finders,
  id: string,
): Promise<TensionOutcome | Refusal> => {
  const row = await finders[kind](tx, id);
  if (row?.community === community) return { kind, id };
  const what = called[kind];
  return refuse('unknown-reference', `There is no such ${what} in this community.`, [
    'id',
    `is no ${what} of this community`,
  ]);
};

/** The refusal of a tension that becomes both what there is and what is made of it, or neither. */
const refuseBoth = (id: unknown, made: unknown, field: string): Refusal | undefined =>
  (id === undefined) === (made === undefined)
    ? refuse('invalid-request', `Say which ${field} it becomes: one that there is, or a new one.`, [
        field,
        'or id: one of the two',
      ])
    : undefined;

const underField = (refusal: Refusal, field: string): Refusal =>
  refusal.errors
    ? {
        ...refusal,
        errors: refusal.errors.map(({ pointer, detail }) => ({
          pointer: pointer.replace('#/', `#/${field}/`),
          detail,
        })),
      }
    : refusal;

/** The piece of work that a step goes into: one of the community's, or a new one with the tension's name. */
const workstreamFor = async (tx: Tx, tension: TensionRow, id: string | undefined) => {
  const { community, network, title } = tension;
  if (id !== undefined) {
    const row = await findWorkstream(tx, id);
    if (row?.community === community) return row;
    return refuse('unknown-reference', 'There is no such piece of work in this community.', [
      'workstream',
      'is no piece of work of this community',
    ]);
  }
  const row = startWorkstream({ community, title: title.slice(0, 200), owners: [] }, [], network, newId());
  if (!isRefusal(row)) await saveWorkstream(tx, row);
  return row;
};

const newStep = async (
  tx: Tx,
  tension: TensionRow,
  { step, meeting }: Of<'step'>,
  { actor, now }: Dealing,
): Promise<TensionOutcome | Refusal> => {
  const { workstream: into, ...given } = step ?? { title: tension.title, owners: [], notes: '' };
  const workstream = await workstreamFor(tx, tension, into);
  if (isRefusal(workstream)) return workstream;
  const strangers = await unknownPeople(tx, given.owners);
  const asked = { ...given, dates: [], status: 'proposed' as const, meeting };
  const row = addStep(asked, workstream, { actor, strangers, now }, newId());
  if (isRefusal(row)) return row;
  await saveStep(tx, row, { by: actor.person });
  return { kind: 'step', id: row._id };
};

const newDecision = async (
  tx: Tx,
  { network, community }: TensionRow,
  { decision, meeting }: Of<'decision'>,
  { now }: Dealing,
): Promise<TensionOutcome | Refusal> => {
  if (!decision) return refuse('invalid-request', 'Say what was decided.', ['decision', 'is missing']);
  const strangers = await unknownPeople(tx, decision.agreedBy);
  const place = { _id: newId(), network, community };
  const row = recordDecision({ ...decision, meeting }, { strangers, now }, place);
  if (isRefusal(row)) return row;
  await saveDecision(tx, row);
  return { kind: 'decision', id: row._id };
};

/** What a tension becomes: what there is already, or what is made of it in the same transaction. */
export const outcomeOf = async (
  tx: Tx,
  tension: TensionRow,
  sent: TensionProcessing,
  dealing: Dealing,
): Promise<TensionOutcome | Refusal> => {
  if (sent.kind === 'none') return { kind: 'none' };
  if (sent.kind === 'case') return found(tx, tension, 'case', sent.id);
  const made = sent.kind === 'step' ? sent.step : sent.decision;
  const refused = refuseBoth(sent.id, made, sent.kind);
  if (refused) return refused;
  if (sent.id !== undefined) return found(tx, tension, sent.kind, sent.id);
  const outcome =
    sent.kind === 'step'
      ? await newStep(tx, tension, sent, dealing)
      : await newDecision(tx, tension, sent, dealing);
  return isRefusal(outcome) ? underField(outcome, sent.kind) : outcome;
};
