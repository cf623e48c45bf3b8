import { chosen } from '@skein/answering';
import type { Answers, Question, QuestionOf, QuizMark } from '@skein/contracts';
import { isRight } from '../../instruments/definitions/quiz.ts';

/** Marks the answers to one version. */
export type Marker = (answers: Answers) => QuizMark;

const markOne = (question: QuestionOf<'quiz'>, answers: Answers): QuizMark['questions'][number] => {
  const { key, choices, points = 1 } = question;
  const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
  const given = answer === undefined ? [] : chosen(answer);
  const right = answer !== undefined && isRight(question, given);
  const feedback = choices.flatMap((choice) =>
    choice.feedback && given.includes(choice.key) ? [{ choice: choice.key, text: choice.feedback }] : [],
  );
  return {
    key,
    right,
    points: right ? points : 0,
    of: points,
    rightChoices: choices.flatMap((choice) => (choice.right ? [choice.key] : [])),
    ...(feedback.length && { feedback }),
  };
};

/** Makes what marks answers to these questions; undefined where none of them is of a quiz, so that others pay nothing. */
export const compileMarker = (questions: readonly Question[]): Marker | undefined => {
  const quiz = questions.filter((question): question is QuestionOf<'quiz'> => question.kind === 'quiz');
  if (quiz.length === 0) return undefined;
  return (answers) => {
    const marked = quiz.map((question) => markOne(question, answers));
    return {
      points: marked.reduce((sum, { points }) => sum + points, 0),
      of: marked.reduce((sum, { of }) => sum + of, 0),
      questions: marked,
    };
  };
};
