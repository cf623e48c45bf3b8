import { ballotsContract } from '@skein/contracts';
import { momentInWords, type ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { defineWording } from '../../delivery/wording/wording.ts';
import { type LetterWriter, needless, perCause, unanswered } from '../../delivery/writing/define-letter.ts';
import { preferencesLink } from '../../delivery/writing/links.ts';

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'Your vote is asked for: {{title}}',
  preview: 'You can vote until {{closes}}',
  needs: z.strictObject({
    name: z.string(),
    title: z.string(),
    closes: z.string(),
    link: z.url(),
    preferences: z.url(),
  }),
  examples: [
    {
      name: 'Ada Lindqvist',
      title: 'The theme of the next year',
      closes: '24 December 2026 at 18:00 UTC',
      link: 'https://network.example.org/vote#token=abc',
      preferences: 'https://network.example.org/preferences#token=abc',
    },
  ],
});

/** What the letter of a voting round says: the vote's title, its end, and the person's own link, asked for as it goes. */
export const voteWriter = (context: ServiceContext<NotificationConfig>): LetterWriter => {
  const { ask, config, now } = context;
  return async (network, rows) => {
    const answerFor = await perCause(rows, async (round, people) => {
      const answer = await ask(ballotsContract.questions.links, { network, round, people });
      return answer && new Map(answer.links.map(({ person, url }) => [person, url]));
    });
    return async (row, { name, timeZone: zone = config.SKEIN_TIME_ZONE }) => {
      const links = answerFor(row);
      if (!links) return unanswered(row, 'the survey service did not give its links', now());
      const link = links.get(row.person);
      const { title, closesAt } = row;
      if (!link || !title || !closesAt) return needless('the round no longer takes this person’s vote');
      const closes = momentInWords(closesAt, zone);
      const preferences = await preferencesLink(context, network, row.person, now());
      return { composed: wording.compose({ name, title, closes, link, preferences }) };
    };
  };
};
