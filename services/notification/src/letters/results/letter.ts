import { publicationsContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { defineWording } from '../../delivery/wording/wording.ts';
import { type LetterWriter, needless, perCause, unanswered } from '../../delivery/writing/define-letter.ts';
import { preferencesLink, stopLink } from '../../delivery/writing/links.ts';

/** Who agreed to the network's letters is told of results, and stops these with them. */
export const consent = 'digest';

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'Results: {{title}}',
  preview: 'What came of a survey',
  needs: z.strictObject({
    name: z.string(),
    title: z.string(),
    link: z.url(),
    stop: z.url(),
    preferences: z.url(),
  }),
  examples: [
    {
      name: 'Ada Lindqvist',
      title: 'Readiness for change',
      link: 'https://network.example.org/results#1',
      stop: 'https://network.example.org/unsubscribe#token=abc',
      preferences: 'https://network.example.org/preferences#token=abc',
    },
  ],
});

/** What the letter on published results says, asked of survey as it goes: what was withdrawn meanwhile is not announced. */
export const resultWriter = (context: ServiceContext<NotificationConfig>): LetterWriter => {
  const { ask, now } = context;
  return async (network, rows) => {
    const answerFor = await perCause(rows, (publication, people) =>
      ask(publicationsContract.questions.readers, { network, publication, people }),
    );
    return async (row, { name }) => {
      const { person } = row;
      const found = answerFor(row);
      if (!found) return unanswered(row, 'the survey service did not answer', now());
      const { results } = found;
      if (!results?.readers.includes(person)) return needless('the results are no longer for this person');
      const { stop, headers } = await stopLink(context, network, person, consent, now());
      const composed = wording.compose({
        name,
        title: results.title,
        link: results.url,
        stop,
        preferences: await preferencesLink(context, network, person, now()),
      });
      return { composed, headers };
    };
  };
};
