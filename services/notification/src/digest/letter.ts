import type { ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../config.ts';
import { defineWording, orNone } from '../delivery/wording/wording.ts';
import { paragraphsOf } from '../delivery/wording/words.ts';
import { defineLetter, type LetterWriter, needless } from '../delivery/writing/define-letter.ts';
import { preferencesLink, stopLink } from '../delivery/writing/links.ts';
import { consentOf, personal, readers } from './decide.ts';
import { findDigests } from './store.ts';

const wording = await defineWording({
  beside: import.meta.url,
  subject: '{{title}}',
  preview: 'News from your communities',
  needs: z.strictObject({
    name: z.string(),
    title: z.string(),
    introduction: z.array(z.string()),
    sections: z.array(
      z.strictObject({
        title: z.string(),
        items: z.array(
          z.strictObject({ title: z.string(), detail: z.array(z.string()), link: orNone(z.url()) }),
        ),
      }),
    ),
    /** Where the reader stops this letter. */
    stop: z.url(),
    /** Where they decide on every purpose, without signing in. */
    preferences: z.url(),
  }),
  examples: [
    {
      name: 'Ada Lindqvist',
      title: 'News of December',
      introduction: ['The days grow short.', 'Here is what comes.'],
      sections: [
        {
          title: 'Coming meetings',
          items: [
            {
              title: 'Monthly call',
              detail: ['Tuesday 1 December 2026'],
              link: 'https://network.example.org/#meeting-1',
            },
            { title: 'Festival', detail: [], link: undefined },
          ],
        },
      ],
      stop: 'https://network.example.org/unsubscribe#token=abc',
      preferences: 'https://network.example.org/preferences#token=abc',
    },
  ],
});

/** What the digest says to each: the sections of their communities, and how to stop it in one step. */
const digestWriter =
  (context: ServiceContext<NotificationConfig>): LetterWriter =>
  async (network, rows, now) => {
    const causes = [...new Set(rows.map(({ cause }) => cause))];
    const issues = await findDigests(context.readerOf(network), causes);
    const byId = new Map(issues.map((issue) => [issue._id, issue]));

    return async ({ cause, person }, member) => {
      const issue = byId.get(cause);
      const sections = personal(issue?.sections ?? [], member);
      if (!issue || sections.length === 0) return needless('nothing in it is for this person any more');
      const { stop, headers } = await stopLink(context, network, person, consentOf(member), now);
      const composed = wording.compose({
        name: member.name,
        title: issue.title,
        // It is about all of the issue.
        introduction: consentOf(member) === 'digest' ? paragraphsOf(issue.introduction) : [],
        sections: sections.map(({ title, items }) => ({
          title,
          items: items.map((item) => ({
            title: item.title,
            detail: paragraphsOf(item.detail),
            link: item.link,
          })),
        })),
        stop,
        preferences: await preferencesLink(context, network, person, now),
      });
      return { composed, headers };
    };
  };

export const digestLetter = defineLetter({
  name: 'digest',
  urgency: 13,
  ground: { consent: readers },
  recipients: 'listed',
  wordings: [wording],
  writer: digestWriter,
});
