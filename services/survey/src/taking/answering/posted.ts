import { answersIn, faultAt, fieldsOf } from '@skein/answering';
import { type Answers, Id, Ownership, type Question } from '@skein/contracts';
import { z } from 'zod';
import { type Asked, compileCheck } from '../intake/check-answers.ts';
import { counted, faultsOf } from './decide.ts';
import { sayingOf } from './saying.ts';
import type { Carried, Fault, Fields, View } from './view.ts';

const { secret, proof } = Ownership.shape;

const CarriedForm = z.object({
  token: z.string().max(2_000).optional(),
  response: Id,
  secret,
  ballot: secret.optional(),
  order: z.string().regex(/^[\w-]{1,64}$/),
  version: z.coerce.number().int().positive(),
  proof: proof.optional(),
  revision: z.coerce.number().int().positive().optional(),
});

/** What came back in the hidden fields; undefined where they are not as they went out. */
export const carriedIn = (form: URLSearchParams): Carried | undefined =>
  CarriedForm.safeParse(Object.fromEntries(form)).data;

export interface Posted {
  readonly fields: Fields;
  readonly answers: Answers;
  readonly faults: readonly Fault[];
}

/** What the intake will say to these answers, so that all that is wrong is told at once. */
const judged = (version: Asked, answers: Answers, asked: readonly Question[]): Fault[] => {
  const refusal = compileCheck(version)(answers);
  return refusal ? faultsOf(refusal, asked) : [];
};

/** One for each question, in the order of the questions. */
const inOrder = (view: View, faults: readonly Fault[]): Fault[] => {
  const byKey = new Map(faults.toReversed().map((fault) => [fault.key, fault]));
  const keys = [...view.form.questions.map(({ key }) => key), undefined];
  return keys.flatMap((key) => byKey.get(key) ?? []);
};

/** The answers in a form: those to questions that the others hide are dropped before they are judged. */
export const answersPosted = (form: URLSearchParams, version: Asked, view: View): Posted => {
  const fields = fieldsOf(form);
  const read = answersIn(version.questions, fields, view.language);
  const { answers, hidden } = counted(version, read.answers);
  const { asked } = sayingOf(view, fields);
  const shown = new Map(asked.map((question) => [question.key, question]));
  const unread = read.faults.flatMap(([key, detail]) => {
    const question = hidden.has(key) ? undefined : shown.get(key);
    return question ? [faultAt(question, detail)] : [];
  });
  const faults = inOrder(view, [...unread, ...judged(version, answers, asked)]);
  const keys = [...fields.keys()].map((name) => name.split('.')[1] ?? '');
  const stranger = keys.find((key) => !shown.has(key));
  if (stranger !== undefined) faults.push({ text: `“${stranger}” is not a question of this survey.` });
  if (faults.length === 0 && Object.keys(answers).length === 0)
    faults.push({ text: 'Answer at least one question.' });
  return { fields, answers, faults };
};
