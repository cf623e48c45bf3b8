import { type Refusal, refuse } from '@skein/contracts';
import { over } from '../meetings/decide.ts';
import type { MeetingRow } from '../meetings/row.ts';
import type { BriefingAnswerRow, BriefingRow } from './row.ts';

type Asked = readonly { readonly id?: string | undefined; readonly text: string }[];

/** Sets the questions; one that is named by its id keeps it, and so its answers. */
export const askBefore = (
  meeting: MeetingRow,
  before: BriefingRow | null,
  asked: Asked,
  newId: () => string,
): BriefingRow | Refusal => {
  const refused = over(meeting);
  if (refused) return refused;
  const known = new Set(before?.questions.map(({ id }) => id));
  const { _id, network, community } = meeting;
  const named = asked.map(({ id, text }) => ({ id: id && known.has(id) ? id : newId(), text }));
  const twice = named.findIndex(({ id }, at) => named.findIndex((one) => one.id === id) !== at);
  if (twice >= 0)
    return refuse('invalid-request', 'Each question stands once.', [
      `questions.${twice}.id`,
      'is named before',
    ]);
  return { _id, network, version: (before?.version ?? 0) + 1, community, questions: named };
};

/** Takes somebody’s answers; an empty one is none. */
export const answerBefore = (
  meeting: MeetingRow,
  briefing: BriefingRow | null,
  before: BriefingAnswerRow | undefined,
  { person, answers, at }: Pick<BriefingAnswerRow, 'person' | 'answers' | 'at'>,
): BriefingAnswerRow | Refusal => {
  const refused = over(meeting);
  if (refused) return refused;
  const known = new Set(briefing?.questions.map(({ id }) => id));
  const strange = answers.findIndex(({ question }) => !known.has(question));
  if (strange >= 0)
    return refuse('unknown-reference', 'This question is not asked any more. Load the page again.', [
      `answers.${strange}.question`,
      'is no question of this meeting',
    ]);
  const { _id, network, community } = meeting;
  return {
    ...{ _id: `${_id}.${person}`, network, version: (before?.version ?? 0) + 1, meeting: _id, community },
    ...{ person, at, answers: answers.filter(({ text }) => text.trim() !== '') },
  };
};
