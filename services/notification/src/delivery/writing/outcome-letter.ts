import type { EventDefinition, EventOf, QuestionDefinition } from '@skein/contracts';
import { z } from 'zod';
import { defineWording } from '../wording/wording.ts';
import { paragraphsOf } from '../wording/words.ts';
import { defineLetter, needless, unanswered } from './define-letter.ts';
import { letterConsumer, lettersOn } from './letter-consumer.ts';
import type { LetterCapability } from './manifest.ts';

interface Outcome {
  readonly request: string;
  readonly what: string;
  readonly granted: boolean;
  readonly reason?: string | undefined;
  readonly link: string;
}

/** What tells one such letter from another. */
interface OutcomeLetter<D extends EventDefinition> {
  /** The module beside which `letter.mjml` and `letter.txt` stand: `import.meta.url`. */
  readonly beside: string;
  readonly name: string;
  /** The consumer's, where it is not called after the letter. */
  readonly consumer?: string;
  readonly urgency: number;
  readonly subject: string;
  readonly preview: string;
  /** A wish as it may be, and a reason against it, for looking at the letter. */
  readonly example: { readonly what: string[]; readonly reason: string };
  readonly event: D;
  /** Whose wish it was; undefined where the event tells of none that was decided. */
  readonly due: (event: EventOf<D>) => { readonly request: string; readonly person: string } | undefined;
  /** What came of it is asked as the letter goes. */
  readonly question: QuestionDefinition<
    z.ZodType<unknown, { network: string; requests: string[] }>,
    z.ZodType<{ outcomes: Outcome[] }>
  >;
}

/** A capability that is one letter: what came of a wish, to whoever had it, in the words of those who decided. */
export const outcomeLetter = async <D extends EventDefinition>({
  name,
  consumer = `notification-${name}`,
  urgency,
  example,
  event,
  due,
  question,
  ...template
}: OutcomeLetter<D>): Promise<LetterCapability> => {
  const { what, reason } = example;
  const shown = { name: 'Ada Lindqvist', what, link: 'https://network.example.org/me' };
  const wording = await defineWording({
    ...template,
    needs: z.strictObject({
      name: z.string(),
      what: z.array(z.string()),
      granted: z.boolean(),
      reason: z.array(z.string()),
      link: z.url(),
    }),
    examples: [
      { ...shown, granted: true, reason: [] },
      { ...shown, granted: false, reason: [reason] },
    ],
  });
  const letter = defineLetter({
    name,
    urgency,
    ground: { service: 'they asked for something that others decide, and are owed an answer' },
    recipients: 'named',
    wordings: [wording],
    writer:
      ({ ask, now }) =>
      async (network, rows) => {
        const answered = await ask(question, { network, requests: rows.map(({ cause }) => cause) });
        return async (row, { name: whose }) => {
          if (!answered) return unanswered(row, 'membership did not say what came of it', now());
          const outcome = answered.outcomes.find(({ request }) => request === row.cause);
          if (!outcome) return needless('the request is no longer kept');
          const { granted, link } = outcome;
          const words = { what: paragraphsOf(outcome.what), reason: paragraphsOf(outcome.reason ?? '') };
          return { composed: wording.compose({ name: whose, ...words, granted, link }) };
        };
      },
  });
  const onEvent = lettersOn(event, (happened) => {
    const decided = due(happened);
    return decided ? [{ kind: letter, cause: decided.request, people: [decided.person] }] : [];
  });
  return {
    name,
    letters: [letter],
    consumers: (context) => [letterConsumer(context, consumer, onEvent)],
  };
};
