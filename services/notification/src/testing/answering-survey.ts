import { questionSubject, remindersContract } from '@skein/contracts';
import type { Stage } from './stage.ts';

/** Stands in for the survey service; `except` has no link. */
export const answerAsSurvey = (
  stage: Stage,
  asked: string[][],
  except: readonly string[] = [],
): (() => void) => {
  const subject = questionSubject(
    stage.environment.SKEIN_PREFIX ?? '',
    '*',
    remindersContract.questions.letters,
  );
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { people, survey } = remindersContract.questions.letters.question.parse(message.json());
      asked.push(people);
      const letters = people
        .filter((person) => !except.includes(person))
        .map((person) => ({
          person,
          link: `https://letters.example.org/answer#${survey}-${person}`,
          stop: `https://letters.example.org/stop#${survey}-${person}`,
          oneClick: `https://letters.example.org/silence#${survey}-${person}`,
        }));
      message.respond(JSON.stringify({ answer: { mode: 'named', letters } }));
    },
  });
  return () => subscription.unsubscribe();
};
