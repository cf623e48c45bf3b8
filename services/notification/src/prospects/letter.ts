import { prospectsContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { again } from '../delivery/decide.ts';
import type { LetterWriter } from '../delivery/prepare.ts';
import { dayOf } from '../letters/dates.ts';
import { letters } from '../letters/index.ts';

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
export const prospectWriter = ({ ask, now }: ServiceContext<NotificationConfig>): LetterWriter => {
  return async (network, rows) => {
    const people = [...new Set(rows.map(({ person }) => person))];
    const answered = await ask(prospectsContract.questions.dueContacts, { network, people });
    return async (row, { name }) => {
      if (!answered) {
        return { settlement: again(row.attempts + 1, 'membership did not say who is due', now()) };
      }
      const due = answered.people.find(({ person }) => person === row.person);
      if (!due?.contacts.length)
        return { settlement: { status: 'failed', reason: 'nobody is due any more' } };
      return { composed: letters.prospects({ name, contacts: due.contacts.map(lineOf), link: due.link }) };
    };
  };
};
