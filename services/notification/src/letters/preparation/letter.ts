import { preparationsContract } from '@skein/contracts';
import { momentInWords, type ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { defineWording } from '../../delivery/wording/wording.ts';
import { type LetterWriter, needless, perCause, unanswered } from '../../delivery/writing/define-letter.ts';

const example = {
  name: 'Ada Lindqvist',
  meeting: 'Monthly call',
  at: '24 December 2026 at 18:00 UTC',
  link: 'https://network.example.org/me/work',
};

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'Before {{meeting}}: what you have open',
  preview: 'What you took on, and what the others want to hear of',
  needs: z.strictObject({
    name: z.string(),
    meeting: z.string(),
    at: z.string(),
    steps: z.array(z.string()),
    cases: z.array(z.string()),
    link: z.url(),
  }),
  examples: [
    { ...example, steps: ['Book a room for April', 'Ask two people along'], cases: [] },
    { ...example, steps: [], cases: ['Answering a harsh review'] },
  ],
});

/** What somebody has open before a meeting, asked of meeting as the letter goes: none where it is done meanwhile. */
export const preparationWriter =
  ({ ask, config, now }: ServiceContext<NotificationConfig>): LetterWriter =>
  async (network, rows) => {
    const answerFor = await perCause(rows, (meeting, people) =>
      ask(preparationsContract.questions.preparations, { network, meeting, people }),
    );
    return async (row, { name, timeZone: zone = config.SKEIN_TIME_ZONE }) => {
      const answered = answerFor(row);
      if (!answered) return unanswered(row, 'meeting did not say what is open', now());
      const { meeting, link } = answered;
      if (!meeting) return needless('the meeting does not take place');
      const open = answered.people.find(({ person }) => person === row.person);
      if (!open) return needless('nothing is open any more');
      const { steps, cases } = open;
      const at = momentInWords(meeting.startsAt, zone);
      return { composed: wording.compose({ name, meeting: meeting.title, at, steps, cases, link }) };
    };
  };
