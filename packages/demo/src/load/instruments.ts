import type { Answers } from '@skein/contracts';
import type { DemonstrationNetwork, Occurrence } from '../network/index.ts';
import type { InstrumentDraft } from './surveys.ts';

/** The demonstration network's questionnaires, as instruments of the API. */
export const instrumentsOf = (network: DemonstrationNetwork) => {
  const { confirmationPractice, readiness, maturity, sharedPurpose } = network;
  const { scale } = confirmationPractice;
  const bounds = { from: scale.min, to: scale.max, lowLabel: scale.minLabel, highLabel: scale.maxLabel };
  return {
    confirmation: {
      slug: confirmationPractice.key,
      title: confirmationPractice.title,
      introduction: confirmationPractice.intro,
      source: confirmationPractice.source,
      questions: confirmationPractice.statements.map(({ key, text }) => ({
        kind: 'scale',
        key,
        text,
        ...bounds,
      })),
    },
    readiness: {
      slug: readiness.questionnaire.key,
      title: readiness.questionnaire.title,
      introduction: readiness.questionnaire.intro,
      source: readiness.questionnaire.source,
      questions: readiness.questionnaire.questions.map((question) =>
        question.kind === 'open'
          ? { kind: 'text', key: question.key, text: question.text }
          : {
              kind: 'multiple',
              key: question.key,
              text: question.text,
              choices: question.options.map(({ key, label }) => ({ key, label })),
            },
      ),
    },
    maturity: {
      slug: maturity.matrix.key,
      title: maturity.matrix.title,
      source: maturity.matrix.source,
      questions: maturity.matrix.dimensions.map(({ key, name, levels }) => ({
        kind: 'levels',
        key,
        text: name,
        levels: levels.map(({ text }) => text),
      })),
    },
    sharedPurpose: {
      slug: sharedPurpose.key,
      title: sharedPurpose.title,
      source: sharedPurpose.source,
      questions: [
        {
          kind: 'single',
          key: 'statement',
          text: sharedPurpose.title,
          choices: sharedPurpose.statements.map(({ key, text }) => ({ key: key.toLowerCase(), label: text })),
        },
      ],
    },
  } satisfies Record<string, InstrumentDraft>;
};

/** What each attendee of a meeting scored at its check-out, as the document has it. */
export const checkOutAnswers = (occurrence: Occurrence): Map<string, Answers> => {
  const answers = new Map<string, Answers>();
  for (const [statement, scores] of Object.entries(occurrence.scores)) {
    for (const { attendee, score } of scores ?? [])
      answers.set(attendee, { ...answers.get(attendee), [statement]: score });
  }
  return answers;
};
