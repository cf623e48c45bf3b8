import { introductionsContract } from '@skein/contracts';
import { momentInWords, type ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { defineWording, orNone } from '../../delivery/wording/wording.ts';
import { paragraphsOf } from '../../delivery/wording/words.ts';
import { type LetterWriter, needless, perCause, unanswered } from '../../delivery/writing/define-letter.ts';
import { type Part, partOf } from './part.ts';

// What all three could say; each takes of it what it has places for.
const needs = z.object({
  name: z.string(),
  weaver: z.string(),
  reason: z.array(z.string()),
  others: z.array(
    z.strictObject({ name: z.string(), community: orNone(z.string()), email: orNone(z.string()) }),
  ),
  until: z.string(),
  link: z.url(),
});

const followUp = {
  name: 'Ada Lindqvist',
  others: [
    { name: 'Ben Okafor', community: 'Art & Hosting', email: undefined },
    { name: 'Cy Marchetti', community: undefined, email: undefined },
  ],
  link: 'https://network.example.org/introduction#token=abc',
};
const made = {
  ...followUp,
  weaver: 'Eva Novak',
  reason: ['You both began with nothing.', 'It might help to talk.'],
  others: followUp.others.map((one) => ({ ...one, email: 'someone@example.org' })),
};
const asking = { ...made, others: followUp.others, until: '24 December 2026 at 18:00 UTC' };

export const wordings = {
  ask: await defineWording({
    beside: import.meta.url,
    name: 'asking',
    subject: '{{weaver}} would like to introduce you',
    preview: 'Say yes or no: nobody has your address from us',
    needs,
    examples: [asking],
  }),
  exchange: await defineWording({
    beside: import.meta.url,
    name: 'made',
    subject: 'You are introduced: {{#each others}}{{#if @index}}, {{/if}}{{name}}{{/each}}',
    preview: 'You all said yes',
    needs: needs.omit({ until: true }),
    examples: [made],
  }),
  'follow-up': await defineWording({
    beside: import.meta.url,
    name: 'follow-up',
    subject: 'What came of it: {{#each others}}{{#if @index}}, {{/if}}{{name}}{{/each}}?',
    preview: 'You introduced them some weeks ago',
    needs: needs.omit({ weaver: true, reason: true, until: true }),
    examples: [followUp],
  }),
} satisfies Record<Part, unknown>;

/** What the letters of introductions say, asked of membership as they go: addresses only where both accepted. */
export const introductionWriter =
  ({ ask, config, now }: ServiceContext<NotificationConfig>): LetterWriter =>
  async (network, rows) => {
    const answerFor = await perCause(rows, (cause, people) =>
      ask(introductionsContract.questions.letters, { network, ...partOf(cause), people }),
    );
    return async (row, { name, timeZone: zone = config.SKEIN_TIME_ZONE }) => {
      const answered = answerFor(row);
      if (!answered) return unanswered(row, 'membership did not say what it is about', now());
      const letter = answered.letters.find(({ person }) => person === row.person);
      if (!letter) return needless('there is nothing to say any more');
      const { weaver, link } = letter;
      const composed = wordings[partOf(row.cause).part].compose({
        name,
        weaver,
        link,
        reason: paragraphsOf(letter.reason),
        others: letter.others.map((one) => ({ name: one.name, community: one.community, email: one.email })),
        until: momentInWords(letter.until, zone),
      });
      return { composed };
    };
  };
