import { prospectsContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { defineWording } from '../../delivery/wording/wording.ts';
import { dayOf } from '../../delivery/wording/words.ts';
import { type LetterWriter, needless, unanswered } from '../../delivery/writing/define-letter.ts';

const contact = { name: 'Cy Marchetti', how: 'by telephone, for Art & Hosting', day: '24 December 2026' };

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'You wanted to speak to {{contacts.length}} {{#if contacts.[1]}}people{{else}}person{{/if}}',
  preview: 'They might become members',
  needs: z.strictObject({
    name: z.string(),
    contacts: z.array(z.strictObject({ name: z.string(), how: z.string(), day: z.string() })),
    link: z.url(),
  }),
  examples: [
    { name: 'Ada Lindqvist', contacts: [contact], link: 'https://network.example.org/#prospects' },
    {
      name: 'Ada Lindqvist',
      contacts: [contact, { name: 'Dot Brandt', how: '', day: '1 January 2027' }],
      link: 'https://network.example.org/#prospects',
    },
  ],
});

interface Due {
  readonly name: string;
  readonly reach?: string | undefined;
  readonly channel?: string | undefined;
  readonly community?: string | undefined;
  readonly due: string;
}

const lineOf = ({ name, reach, channel, community, due }: Due) => ({
  name,
  how: [channel, reach, community && `for ${community}`].filter(Boolean).join(', '),
  day: dayOf(due),
});

/** Whom somebody wanted to speak to, asked of membership as the letter goes: none where they did meanwhile. */
export const prospectWriter =
  ({ ask, now }: ServiceContext<NotificationConfig>): LetterWriter =>
  async (network, rows) => {
    const people = [...new Set(rows.map(({ person }) => person))];
    const answered = await ask(prospectsContract.questions.dueContacts, { network, people });
    return async (row, { name }) => {
      if (!answered) return unanswered(row, 'membership did not say who is due', now());
      const due = answered.people.find(({ person }) => person === row.person);
      if (!due?.contacts.length) return needless('nobody is due any more');
      return { composed: wording.compose({ name, contacts: due.contacts.map(lineOf), link: due.link }) };
    };
  };
