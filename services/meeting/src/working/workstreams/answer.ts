import { type Refusal, refuse, type StepAnswer } from '@skein/contracts';
import type { StepRow } from './row.ts';

/** As many answers are kept with a step: the last ones. */
const mostAnswers = 50;

const refuseAnswer = ({ status }: StepRow, answer: StepAnswer['answer']): Refusal | undefined => {
  if (status === 'done' || status === 'dropped')
    return refuse('conflict', `The step is ${status}: nobody needs to take it on any more.`);
  if (answer === 'accepted' && status === 'accepted')
    return refuse('conflict', 'The step has been taken on already.');
  return undefined;
};

/** An owner takes a step on, or gives it back with a word; what nobody has any more waits for somebody else. */
export const answerStep = (
  before: StepRow,
  { answer, word }: Pick<StepAnswer, 'answer' | 'word'>,
  by: string,
  now: Date,
): StepRow | Refusal => {
  const refused = refuseAnswer(before, answer);
  if (refused) return refused;
  const owners = answer === 'accepted' ? before.owners : before.owners.filter((one) => one !== by);
  const kept = owners.length ? before.status : 'proposed';
  const said = { at: now, by, answer, ...(word && { word }) };
  return {
    ...before,
    version: before.version + 1,
    owners,
    status: answer === 'accepted' ? 'accepted' : kept,
    answers: [...(before.answers ?? []), said].slice(-mostAnswers),
    movedAt: now,
  };
};

/** Whom a change asks to take a step on: who is to have it now and was not to before, unless it is who did it. */
export const askedBy = (row: StepRow, before: StepRow | undefined, by: string | undefined): string[] => {
  if (row.status !== 'proposed') return [];
  const had = before?.status === 'proposed' ? before.owners : [];
  return row.owners.filter((owner) => owner !== by && !had.includes(owner));
};

/** A step without somebody who was erased: what they said of it goes with them, and what they alone had is free again. */
export const withoutOwner = (row: StepRow, person: string): StepRow => {
  const owners = row.owners.filter((one) => one !== person);
  const isFree = row.status === 'accepted' && row.owners.length > 0 && owners.length === 0;
  const answers = row.answers?.map((answer) => {
    if (answer.by !== person) return answer;
    const { by: _, word: __, ...rest } = answer;
    return rest;
  });
  return { ...row, owners, ...(isFree && { status: 'proposed' as const }), ...(answers && { answers }) };
};
