import { v7 } from 'uuid';

const choicesOf = (...keys: string[]) => keys.map((key) => ({ key, label: key }));

/** A questionnaire as the network uses them: seven statements on a scale, two choices and one text. */
export const questions = [
  ...Array.from({ length: 7 }, (_, index) => ({
    kind: 'scale' as const,
    key: `statement-${index + 1}`,
    text: `Statement ${index + 1}`,
    from: 1,
    to: 5,
    lowLabel: 'Not at all',
    highLabel: 'Fully',
  })),
  {
    kind: 'single' as const,
    key: 'role',
    text: 'Your part?',
    choices: choicesOf('nurse', 'doctor', 'other'),
  },
  {
    kind: 'multiple' as const,
    key: 'ways',
    text: 'Which ways?',
    choices: choicesOf('mail', 'call', 'visit'),
  },
  { kind: 'text' as const, key: 'why', text: 'Why?', maxLength: 1000 },
];

const why = 'What would help most is time that nobody takes away again, and a place to say what went wrong. ';

/** Answers to all of it: a body of about 600 bytes. `seed` varies them. */
export const answersTo = (seed: number): Record<string, number | string | string[]> => ({
  ...Object.fromEntries(
    Array.from({ length: 7 }, (_, index) => [`statement-${index + 1}`, 1 + ((seed + index) % 5)]),
  ),
  role: ['nurse', 'doctor', 'other'][seed % 3] ?? 'other',
  ways: seed % 2 ? ['mail'] : ['mail', 'call'],
  why: why.repeat(3),
});

export interface Submission {
  readonly response: string;
  readonly instrumentVersion: number;
  readonly answers: Record<string, number | string | string[]>;
  readonly token?: string;
}

export const submission = (seed: number, token?: string): Submission => ({
  response: v7(),
  instrumentVersion: 1,
  answers: answersTo(seed),
  ...(token !== undefined && { token }),
});
