import { remindersContract } from '@skein/contracts';
import { momentInWords, type ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import type { LetterRow } from '../../delivery/ledger/row.ts';
import { defineWording, orNone } from '../../delivery/wording/wording.ts';
import {
  type LetterWriter,
  type LetterWriterAbroad,
  needless,
  perCause,
  unanswered,
  type Written,
} from '../../delivery/writing/define-letter.ts';
import { oneClick, preferencesLink } from '../../delivery/writing/links.ts';
import { surveyOf } from './round.ts';

const example = {
  name: 'Ada Lindqvist',
  title: 'Readiness for change',
  closes: '24 December 2026 at 18:00 UTC',
  link: 'https://network.example.org/answer#token=abc',
  stop: 'https://network.example.org/stop#token=abc',
  preferences: 'https://network.example.org/preferences#token=abc',
};
const abroad = { ...example, name: undefined, preferences: undefined };

export const wording = await defineWording({
  beside: import.meta.url,
  subject:
    '{{#if replaced}}You can fetch another ballot: {{title}}{{else}}{{#if reminder}}Reminder: {{title}}{{else}}Your view is asked for: {{title}}{{/if}}{{/if}}',
  preview: 'You can answer until {{closes}}',
  needs: z.strictObject({
    name: orNone(z.string()),
    title: z.string(),
    closes: z.string(),
    reminder: z.boolean(),
    /** A ballot that was lost was replaced. */
    replaced: z.boolean(),
    /** Only of it is known that a ballot was fetched, and not whether it was used. */
    anonymous: z.boolean(),
    link: z.url(),
    /** Where letters about this survey are stopped. */
    stop: z.url(),
    preferences: orNone(z.url()),
  }),
  examples: [
    { ...example, reminder: false, replaced: false, anonymous: false },
    { ...example, reminder: true, replaced: false, anonymous: false },
    { ...example, reminder: true, replaced: false, anonymous: true },
    { ...abroad, reminder: false, replaced: false, anonymous: true },
    { ...abroad, reminder: true, replaced: false, anonymous: false },
    { ...example, reminder: false, replaced: true, anonymous: true },
    { ...abroad, reminder: false, replaced: true, anonymous: true },
  ],
});

type Context = ServiceContext<NotificationConfig>;

/** Whether a letter asks for the first time, again, or says that there is another ballot. */
type Asking = 'invitation' | 'reminder' | 'new-ballot';

/** Who is greeted by name, and may choose what reaches them: a member. */
interface Reader {
  readonly name: string | undefined;
  readonly preferences: string | undefined;
  /** Whose clock they go by, where they said so. */
  readonly timeZone?: string | undefined;
}

/**
 * What letters about surveys say, asked of the survey service as they go: so a reminder goes to those alone who have
 * not answered by then, and an address of somebody who is no member is known here for no longer than that.
 */
const writing = async (
  { ask, config, now }: Context,
  asking: Asking,
  network: string,
  rows: readonly LetterRow[],
) => {
  const [reminder, replaced] = [asking === 'reminder', asking === 'new-ballot'];
  const answerFor = await perCause(rows, async (cause, people) => {
    const answer = await ask(remindersContract.questions.letters, {
      network,
      survey: surveyOf(cause),
      people,
      reminder,
    });
    const byPerson = new Map(answer?.letters.map((letter) => [letter.person, letter]));
    return answer && { anonymous: answer.mode === 'anonymous', byPerson };
  });
  return (
    row: LetterRow,
    { name, preferences, timeZone: zone = config.SKEIN_TIME_ZONE }: Reader,
  ): Written => {
    const answer = answerFor(row);
    if (!answer) return unanswered(row, 'the survey service did not give its links', now());
    const letter = answer.byPerson.get(row.person);
    const { title, closesAt } = row;
    if (!letter || !title || !closesAt) return needless('the survey asks this person for no answer');
    const { anonymous } = answer;
    const { link, stop, email } = letter;
    const composed = wording.compose({
      ...{ name, title, link, stop, preferences, reminder, replaced, anonymous },
      closes: momentInWords(closesAt, zone),
    });
    return { composed, headers: oneClick(letter.oneClick), ...(email && { to: { email } }) };
  };
};

/** Invitations and reminders to members. */
export const memberWriter =
  (asking: Asking) =>
  (context: Context): LetterWriter =>
  async (network, rows, now) => {
    const write = await writing(context, asking, network, rows);
    return async (row, { name, timeZone }) =>
      write(row, { name, timeZone, preferences: await preferencesLink(context, network, row.person, now) });
  };

/** Invitations and reminders to those who are no members. */
export const abroadWriter =
  (asking: Asking) =>
  (context: Context): LetterWriterAbroad =>
  async (network, rows) => {
    const write = await writing(context, asking, network, rows);
    return async (row) => write(row, { name: undefined, preferences: undefined });
  };
