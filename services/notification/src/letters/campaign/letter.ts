import { campaignsContract } from '@skein/contracts';
import { momentInWords, type ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { defineWording } from '../../delivery/wording/wording.ts';
import { paragraphsOf } from '../../delivery/wording/words.ts';
import { type LetterWriter, needless, perCause, unanswered } from '../../delivery/writing/define-letter.ts';
import { preferencesLink, stopLink } from '../../delivery/writing/links.ts';
import { roundOf } from './round.ts';

const example = {
  name: 'Ada Lindqvist',
  title: 'May we go on writing to you?',
  text: ['You agreed to our letters years ago.', 'We ask again.'],
  wording: 'I agree to get the monthly letter.',
  deadline: '24 December 2026 at 18:00 UTC',
  link: 'https://network.example.org/consent#token=abc',
  preferences: 'https://network.example.org/preferences#token=abc',
};

export const wording = await defineWording({
  beside: import.meta.url,
  subject: '{{#if reminder}}Reminder: {{/if}}{{title}}',
  preview: 'Please tell us by {{deadline}}: yes or no',
  needs: z.strictObject({
    name: z.string(),
    title: z.string(),
    text: z.array(z.string()),
    wording: z.string(),
    deadline: z.string(),
    reminder: z.boolean(),
    link: z.url(),
    preferences: z.url(),
  }),
  examples: [
    { ...example, reminder: false },
    { ...example, reminder: true },
  ],
});

/** What a campaign's letter says, asked of membership as it goes, so that a reminder goes to the silent alone. */
export const campaignWriter = (context: ServiceContext<NotificationConfig>): LetterWriter => {
  const { ask, config, now } = context;
  return async (network, rows) => {
    const answerFor = await perCause(rows, (cause, people) => {
      const { campaign, reminder: silentOnly } = roundOf(cause);
      return ask(campaignsContract.questions.links, { network, campaign, people, silentOnly });
    });
    return async (row, { name, timeZone: zone = config.SKEIN_TIME_ZONE }) => {
      const answered = answerFor(row);
      if (!answered) return unanswered(row, 'membership did not give the links', now());
      const { asks, links } = answered;
      const link = links.find(({ person }) => person === row.person)?.url;
      if (!asks || !link) return needless('the campaign no longer asks this person');
      // What it asks for is agreed to still, so it can be stopped in one step like what it is about.
      const { headers } = await stopLink(context, network, row.person, asks.purpose, now());
      const composed = wording.compose({
        name,
        title: asks.title,
        wording: asks.wording,
        text: paragraphsOf(asks.text),
        deadline: momentInWords(asks.deadline, zone),
        reminder: roundOf(row.cause).reminder,
        link,
        preferences: await preferencesLink(context, network, row.person, now()),
      });
      return { composed, headers };
    };
  };
};
