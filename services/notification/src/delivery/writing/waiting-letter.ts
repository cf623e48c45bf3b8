import type { EventDefinition, EventOf, QuestionDefinition } from '@skein/contracts';
import { z } from 'zod';
import type { LetterRow } from '../ledger/row.ts';
import { defineWording, orNone } from '../wording/wording.ts';
import { defineLetter, needless, unanswered } from './define-letter.ts';
import { letterConsumer, lettersOn } from './letter-consumer.ts';
import type { LetterCapability } from './manifest.ts';

type Waiting = {
  readonly request: string;
  readonly about?: string | undefined;
  readonly link: string;
  /** Where each of these decides it without signing in. */
  readonly links?: Readonly<Record<string, string>> | undefined;
};

/** What tells one such letter from another. */
interface WaitingLetter<D extends EventDefinition> {
  /** The module beside which `letter.mjml` and `letter.txt` stand: `import.meta.url`. */
  readonly beside: string;
  readonly name: string;
  readonly urgency: number;
  readonly subject: string;
  readonly preview: string;
  /** What such a letter may be about, for an example; absent where it names nothing. */
  readonly about?: string;
  /** What makes it wait. */
  readonly events: readonly D[];
  /** What waits, and for whom, as the event says; undefined where it made nothing wait. */
  readonly due: (
    event: EventOf<D>,
  ) => { readonly request: string; readonly deciders: readonly string[] } | undefined;
  /** What still waits is asked as the letter goes. */
  readonly question: QuestionDefinition<
    z.ZodType<unknown, { network: string; requests: string[] }>,
    z.ZodType<{ waiting: Waiting[] }>
  >;
}

/** Of one thing that waits each step has its letters: what was decided and waits again is told again. */
const requestOf = ({ cause }: Pick<LetterRow, 'cause'>): string => cause.split('/')[0] ?? '';

/** A capability that is one letter: that something waits for whoever it goes to, and where they decide it. */
export const waitingLetter = async <D extends EventDefinition>({
  name,
  urgency,
  events,
  due,
  question,
  about,
  ...template
}: WaitingLetter<D>): Promise<LetterCapability> => {
  const link = 'https://network.example.org/';
  const wording = await defineWording({
    ...template,
    needs: z.strictObject({ name: z.string(), about: orNone(z.string()), link: z.url() }),
    examples: [{ name: 'Ada Lindqvist', about, link }],
  });
  const letter = defineLetter({
    name,
    urgency,
    ground: { service: 'something that they decide waits for them' },
    recipients: 'named',
    wordings: [wording],
    writer:
      ({ ask, now }) =>
      async (network, rows) => {
        const requests = [...new Set(rows.map(requestOf))];
        const answered = await ask(question, { network, requests });
        return async (row, { name: reader }) => {
          if (!answered) return unanswered(row, 'nobody said whether it still waits', now());
          const waiting = answered.waiting.find(({ request }) => request === requestOf(row));
          if (!waiting) return needless('it is decided');
          const { about: what, links, link: signedIn } = waiting;
          return {
            composed: wording.compose({ name: reader, about: what, link: links?.[row.person] ?? signedIn }),
          };
        };
      },
  });
  const onEvents = events.map((event) =>
    lettersOn(event, (happened) => {
      const waits = due(happened);
      if (!waits?.deciders.length) return [];
      const cause = `${waits.request}/${happened.aggregateversion}`;
      return [{ kind: letter, cause, people: waits.deciders }];
    }),
  );
  return {
    name,
    letters: [letter],
    consumers: (context) => [letterConsumer(context, `notification-${name}`, ...onEvents)],
  };
};
