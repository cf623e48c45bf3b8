import { remindersContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { again } from '../delivery/decide.ts';
import { isReminder } from '../delivery/kinds.ts';
import type { LetterRow } from '../delivery/letter-row.ts';
import type { LetterWriter, LetterWriterAbroad, Written } from '../delivery/prepare.ts';
import { momentOf } from '../letters/dates.ts';
import { letters } from '../letters/index.ts';
import { preferencesLink } from '../letters/preferences-link.ts';
import { surveyOf } from './consume.ts';

type Context = ServiceContext<NotificationConfig>;

/**
 * What letters about surveys say, asked of the survey service as they go: so a reminder goes to those alone who have
 * not answered by then, and an address of somebody who is no member is known here for no longer than that.
 */
const gather = async ({ ask }: Context, network: string, rows: readonly LetterRow[]) => {
  const byCause = Map.groupBy(rows, ({ cause }) => cause);
  const answers = await Promise.all(
    [...byCause].map(async ([cause, ofCause]) => {
      const people = ofCause.map(({ person }) => person);
      const reminder = ofCause.some(isReminder);
      const question = { network, survey: surveyOf(cause), people, reminder };
      const answer = await ask(remindersContract.questions.letters, question);
      const byPerson = new Map(answer?.letters.map((letter) => [letter.person, letter]));
      return [cause, answer && { mode: answer.mode, byPerson }] as const;
    }),
  );
  return new Map(answers);
};

type Answers = Awaited<ReturnType<typeof gather>>;

const write = (
  context: Context,
  answers: Answers,
  row: LetterRow,
  name: string | undefined,
  preferences: string | undefined,
): Written => {
  const answer = answers.get(row.cause);
  if (!answer)
    return {
      settlement: again(row.attempts + 1, 'the survey service did not give its links', context.now()),
    };
  const letter = answer.byPerson.get(row.person);
  const { title, closesAt } = row;
  if (!letter || !title || !closesAt)
    return { settlement: { status: 'failed', reason: 'the survey asks this person for no answer' } };
  const { link, stop, oneClick, email } = letter;
  const composed = letters.surveyLetter({
    ...{ name, title, link, stop, preferences },
    closes: momentOf(closesAt),
    reminder: isReminder(row),
    anonymous: answer.mode === 'anonymous',
  });
  const headers = {
    'List-Unsubscribe': `<${oneClick}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  return { composed, headers, ...(email && { to: { email } }) };
};

/** Invitations and reminders to members. */
export const memberWriter =
  (context: Context): LetterWriter =>
  async (network, rows) => {
    const answers = await gather(context, network, rows);
    return async (row, { name }) =>
      write(context, answers, row, name, await preferencesLink(context, network, row.person, context.now()));
  };

/** Invitations and reminders to those who are no members. */
export const abroadWriter =
  (context: Context): LetterWriterAbroad =>
  async (network, rows) => {
    const answers = await gather(context, network, rows);
    return async (row) => write(context, answers, row, undefined, undefined);
  };
