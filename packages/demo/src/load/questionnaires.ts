import type { Client } from '@skein/client';
import type { Answers, InstrumentContent } from '@skein/contracts';
import type { DemonstrationNetwork, Occurrence, SharedPurposeVote } from '../network/index.ts';
import { loadInstrument, rewordQuestion } from './instruments.ts';
import { type Ids, idOf } from './people.ts';
import { closingOf, loadSurvey, responseId } from './surveys.ts';

interface Loaded {
  readonly people: Ids;
  readonly group: { community: string; meetings: ReadonlyMap<string, string> };
  readonly begun: Date;
}

/** The questionnaires of the documents, adopted from the library, with their published answers. */
export const loadQuestionnaires = async (
  client: Client,
  network: DemonstrationNetwork,
  loaded: Loaded,
): Promise<void> => {
  await loadCheckOuts(client, network, loaded);
  await loadReadiness(client, network, loaded);
  await loadSharedPurpose(client, network, loaded);
};

/** What each attendee of a meeting scored at its check-out, as the document has it. */
const checkOutAnswers = (occurrence: Occurrence): Map<string, Answers> => {
  const answers = new Map<string, Answers>();
  for (const [statement, scores] of Object.entries(occurrence.scores)) {
    for (const { attendee, score } of scores ?? [])
      answers.set(attendee, { ...answers.get(attendee), [statement]: score });
  }
  return answers;
};

const loadCheckOuts = async (client: Client, network: DemonstrationNetwork, loaded: Loaded) => {
  const { id: instrument } = await loadInstrument(client, 'confirmation-practice');
  const { begun, people, group } = loaded;
  const { community, meetings } = group;
  for (const occurrence of network.specialInterestGroup.occurrences) {
    const scores = checkOutAnswers(occurrence);
    if (scores.size === 0) continue;
    const attendees = occurrence.attendees.map((person) => idOf(people, person));
    const meeting = idOf(meetings, occurrence.key);
    const survey = {
      key: `check-out-${occurrence.key}`,
      instrument,
      title: `Check-out, ${occurrence.date}`,
      mode: 'named' as const,
      community,
      audience: { kind: 'meeting' as const, meeting, community, people: attendees },
      closesAt: closingOf(begun),
      open: false,
    };
    const answers = [...scores].map(([attendee, given]) => ({
      person: idOf(people, attendee),
      response: responseId(begun, `check-out ${occurrence.key} ${attendee}`),
      answers: given,
    }));
    await loadSurvey(client, survey, answers);
  }
  const { statement, text } = network.proposedRewording;
  await rewordQuestion(client, instrument, statement, text);
};

const loadReadiness = async (client: Client, network: DemonstrationNetwork, { begun }: Loaded) => {
  const { id, draft } = await loadInstrument(client, 'community-readiness');
  const survey = {
    key: 'readiness',
    instrument: id,
    title: draft.title,
    mode: 'confidential' as const,
    audience: { kind: 'open' as const },
    closesAt: closingOf(begun),
    open: false,
  };
  const answers = network.readiness.responses.map(({ respondent, answers: given }) => ({
    response: responseId(begun, `readiness ${respondent}`),
    answers: given,
  }));
  await loadSurvey(client, survey, answers);
};

/** The library's vote with the network's own statements to choose from. */
const withStatements =
  ({ statements }: SharedPurposeVote) =>
  ({ questions }: InstrumentContent): Partial<InstrumentContent> => ({
    questions: questions.map((question) =>
      question.kind === 'single' && question.key === 'statement'
        ? {
            ...question,
            choices: statements.map(({ key, text }) => ({ key: key.toLowerCase(), label: text })),
          }
        : question,
    ),
  });

const loadSharedPurpose = async (client: Client, network: DemonstrationNetwork, loaded: Loaded) => {
  const { begun, people } = loaded;
  const { votes } = network.sharedPurpose;
  const own = withStatements(network.sharedPurpose);
  const { id, draft } = await loadInstrument(client, 'shared-purpose', own);
  const survey = {
    key: 'shared-purpose',
    instrument: id,
    title: draft.title,
    mode: 'confidential' as const,
    audience: { kind: 'people' as const, people: votes.map(({ person }) => idOf(people, person)) },
    closesAt: closingOf(begun),
    open: false,
  };
  const answers = votes.map(({ person, statement }) => ({
    person: idOf(people, person),
    response: responseId(begun, `purpose ${person}`),
    answers: { statement: statement.toLowerCase() },
  }));
  await loadSurvey(client, survey, answers);
};
