import type { Question } from '@skein/contracts';
import type { Respondent } from './drawn.ts';

/** What somebody may say to a question, or be, that is no answer. */
export const noAnswer = ':no-answer';
export const notAsked = ':not-asked';
export const noGroup = '@none';
export const byRole = '@role';

export interface Side {
  readonly key: string;
  readonly options: readonly string[];
  /** The questions that must be answered with yes for it to be asked. */
  readonly onlyIf: readonly string[];
}

/** Words are told apart no further. */
export const wrote = 'wrote';

const optionsOf = (question: Question): string[] => {
  if (question.kind === 'text') return [wrote];
  if ('choices' in question) return question.choices.map(({ key }) => key);
  return question.kind === 'scale' ? ['1', '2', '3', '4'] : ['yes', 'no'];
};

/** What anyone who has the form knows of it: the questions, what may be said to each, and when each is asked. */
export const sidesOf = (questions: readonly Question[]): Side[] => [
  ...questions.map((question) => {
    const onlyIf = (question.showIf?.all ?? (question.showIf ? [question.showIf] : [])).map(
      ({ question: key = '' }) => key,
    );
    const options = [
      ...optionsOf(question),
      ...(question.required ? [] : [noAnswer]),
      ...(onlyIf.length ? [notAsked] : []),
    ];
    return { key: question.key, options, onlyIf };
  }),
  { key: byRole, options: ['member', 'core', noGroup], onlyIf: [] },
];

/** Which option of each side a person is under. */
export const placeOf = ({ answers, role }: Respondent, { key, onlyIf }: Side): string => {
  if (key === byRole) return role ?? noGroup;
  if (!onlyIf.every((other) => answers[other] === true)) return notAsked;
  const answer = answers[key];
  if (answer === undefined) return noAnswer;
  if (answer === 'so') return wrote;
  return typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : String(answer);
};

/** Names of counts: of those under one option, and of those under two. */
export const single = (side: string, option: string): string => `${side}=${option}`;
export const pair = (one: string, other: string): string =>
  one < other ? `${one}&${other}` : `${other}&${one}`;

/** How many of these people are where: by one side, and by two. */
export const countsOf = (people: readonly Respondent[], sides: readonly Side[]): Map<string, number> => {
  const counts = new Map<string, number>();
  const add = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const person of people) {
    const places = sides.map((side) => single(side.key, placeOf(person, side)));
    for (const [index, place] of places.entries()) {
      add(place);
      for (const other of places.slice(index + 1)) add(pair(place, other));
    }
  }
  return counts;
};
