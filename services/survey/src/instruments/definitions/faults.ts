import { mostSteps, mostStepsInAll, stepsOf } from '@skein/answering/pattern';
import {
  type InstrumentContent,
  mostInstrumentBytes,
  type Question,
  type QuestionOf,
  type Refusal,
  refuse,
  refuseFields,
} from '@skein/contracts';
import { conditionFaults, type Fault } from './condition-faults.ts';
import { pipingFaults } from './piping.ts';
import { scoreFaults } from './score-faults.ts';
import { textsIn, usualLanguage } from './texts.ts';

/** Fields whose key stands before them in the list already. */
const repeated = (items: readonly { key: string }[], where: string): Fault[] => {
  const seen = new Map<string, number>();
  return items.flatMap(({ key }, index): Fault[] => {
    const earlier = seen.get(key);
    if (earlier !== undefined)
      return [[`${where}.${index}.key`, `is the same as that of no. ${earlier + 1}`]];
    seen.set(key, index);
    return [];
  });
};

const scaleFaults = (question: QuestionOf<'scale'> | QuestionOf<'matrix'>, where: string): Fault[] => {
  const { from, to, pointLabels = [] } = question;
  if (from >= to) return [[`${where}.to`, `must be greater than from, which is ${from}`]];
  const faults = pointLabels.flatMap(({ value }, index): Fault[] => {
    const at = `${where}.pointLabels.${index}.value`;
    if (value < from || value > to) return [[at, `is not on the scale from ${from} to ${to}`]];
    const twice = pointLabels.findIndex((other) => other.value === value) < index;
    return twice ? [[at, 'has a label already']] : [];
  });
  if (question.worded && pointLabels.length < to - from + 1)
    faults.push([`${where}.worded`, 'is for a scale whose every point has a label']);
  if ('netPromoter' in question && question.netPromoter && (from !== 0 || to !== 10))
    faults.push([`${where}.netPromoter`, 'is told of a scale from 0 to 10 alone']);
  return to - from > 100 ? [[`${where}.to`, 'makes more than 101 points'], ...faults] : faults;
};

const boundFaults = (
  { min, max }: { min?: unknown; max?: unknown },
  where: string,
  [least, most] = ['min', 'max'],
): Fault[] =>
  min !== undefined && max !== undefined && (min as number) > (max as number)
    ? [[`${where}.${most}`, `must not be less than ${least}, which is ${min}`]]
    : [];

const multipleFaults = (question: QuestionOf<'multiple'>, where: string): Fault[] => {
  const { choices, atLeast = 1, atMost } = question;
  const together = choices.filter(({ exclusive }) => !exclusive).length;
  const faults: Fault[] = [];
  if (atLeast > Math.max(1, together))
    faults.push([`${where}.atLeast`, `is more than the ${together} choices that go together`]);
  if (atMost !== undefined && atMost < atLeast)
    faults.push([`${where}.atMost`, `must not be less than atLeast, which is ${atLeast}`]);
  return faults;
};

const textFaults = ({ minLength, maxLength, pattern }: QuestionOf<'text'>, where: string): Fault[] => {
  const faults = boundFaults({ min: minLength, max: maxLength }, where, ['minLength', 'maxLength']);
  if (pattern === undefined) return faults;
  const steps = stepsOf(pattern);
  if (steps === undefined)
    faults.push([
      `${where}.pattern`,
      'is no regular expression that can be checked in linear time: it may not look ahead or back, refer to groups, or count far',
    ]);
  else if (steps * maxLength > mostSteps)
    faults.push([
      `${where}.maxLength`,
      `must be at most ${Math.floor(mostSteps / steps)} with this pattern, which takes long to check; or make that simpler`,
    ]);
  return faults;
};

const stepsFor = (question: Question): number =>
  question.kind === 'text' && question.pattern !== undefined
    ? (stepsOf(question.pattern) ?? 0) * question.maxLength
    : 0;

/** Patterns that each are quick enough, and together are not. */
export const patternFaults = ({ questions }: InstrumentContent): Fault[] => {
  let steps = 0;
  const beyond = questions.findIndex((question) => {
    steps += stepsFor(question);
    return steps > mostStepsInAll;
  });
  return beyond < 0
    ? []
    : [[`questions.${beyond}.pattern`, 'is one too many: all patterns together take too long to check']];
};

const quizFaults = ({ choices, several }: QuestionOf<'quiz'>, where: string): Fault[] => {
  const right = choices.filter((choice) => choice.right).length;
  if (right === 0) return [[`${where}.choices`, 'none of them is right']];
  return right > 1 && !several ? [[`${where}.several`, 'must be true where several choices are right']] : [];
};

const othersFaults = (choices: readonly { other?: true | undefined }[], where: string): Fault[] => {
  const [first, second] = choices.flatMap(({ other }, index) => (other ? [index] : []));
  return second === undefined
    ? []
    : [[`${where}.choices.${second}.other`, `only one choice may ask for a text, and ${first} does`]];
};

const ofKind = (question: Question, where: string): Fault[] => {
  switch (question.kind) {
    case 'scale':
    case 'matrix':
      return scaleFaults(question, where);
    case 'single':
      return othersFaults(question.choices, where);
    case 'multiple':
      return [...othersFaults(question.choices, where), ...multipleFaults(question, where)];
    case 'text':
      return textFaults(question, where);
    case 'number': {
      const faults = boundFaults(question, where);
      if (question.step !== undefined && question.step <= 0)
        faults.push([`${where}.step`, 'must be above 0']);
      return faults;
    }
    case 'date':
      return boundFaults(question, where);
    case 'ranking':
      return question.top !== undefined && question.top > question.choices.length
        ? [[`${where}.top`, 'is more than there are choices']]
        : [];
    case 'quiz':
      return quizFaults(question, where);
    default:
      return [];
  }
};

/** What is wrong with a question by itself. */
export const faultsWithin = (question: Question, where: string): Fault[] => [
  ...('choices' in question ? repeated(question.choices, `${where}.choices`) : []),
  ...('rows' in question ? repeated(question.rows, `${where}.rows`) : []),
  ...ofKind(question, where),
];

const sectionFaults = ({ questions, sections = [] }: InstrumentContent): Fault[] => {
  const known = new Set(sections.map(({ key }) => key));
  const left = new Set<string>();
  const faults = repeated(sections, 'sections');
  for (const [index, { section }] of questions.entries()) {
    const before = questions[index - 1]?.section;
    if (before !== undefined && before !== section) left.add(before);
    if (section === undefined) continue;
    const at = `questions.${index}.section`;
    if (!known.has(section)) faults.push([at, 'is none of the sections']);
    else if (left.has(section)) faults.push([at, 'stands apart from the other questions of its section']);
  }
  return faults;
};

const translationFaults = (content: InstrumentContent): Fault[] => {
  const { translations = {}, language = usualLanguage } = content;
  const texts = textsIn(content);
  return Object.entries(translations).flatMap(([tag, translated]): Fault[] => {
    if (tag === language) return [[`translations.${tag}`, 'is the language of the texts themselves']];
    return Object.keys(translated)
      .filter((path) => !texts.has(path))
      .map((path) => [`translations.${tag}.${path}`, 'is the path of no text of this instrument']);
  });
};

/** What the schema cannot say of an instrument: keys are there once, bounds have an order, conditions look back. */
export const refuseFaulty = (content: InstrumentContent): Refusal | undefined => {
  const { questions } = content;
  const faults: Fault[] = [
    ...(questions.every(({ kind }) => kind === 'note')
      ? [['questions', 'ask nothing: one of them must be more than a note'] satisfies Fault]
      : []),
    ...repeated(questions, 'questions'),
    ...questions.flatMap((question, index) => faultsWithin(question, `questions.${index}`)),
    ...sectionFaults(content),
    ...(content.paged && !content.sections?.length
      ? [['paged', 'goes by sections, and there are none'] satisfies Fault]
      : []),
    ...conditionFaults(content),
    ...patternFaults(content),
    ...pipingFaults(content),
    ...scoreFaults(content),
    ...translationFaults(content),
  ];
  if (faults.length) {
    return refuseFields(faults);
  }
  const bytes = Buffer.byteLength(JSON.stringify(content));
  return bytes > mostInstrumentBytes
    ? refuse(
        'too-large',
        `An instrument has at most ${mostInstrumentBytes} bytes as JSON; this has ${bytes}.`,
      )
    : undefined;
};
