import { prospectsContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { communityNames } from '../../core/communities/store.ts';
import { dayIn } from '../../core/reminders/decide.ts';
import type { ProspectRow } from './row.ts';
import { dueFor } from './store.ts';

const mostNamed = 200;

const wordsFor: Record<NonNullable<ProspectRow['channel']>, string> = {
  email: 'by e-mail',
  phone: 'by phone',
  'in-person': 'in person',
  'web-page': 'through the web page',
  message: 'by message',
  letter: 'by letter',
  other: 'in another way',
};

/** What notification asks as reminders go out, so that nobody is reminded of what they have done meanwhile. */
export const prospectQuestions = (context: ServiceContext<MembershipConfig>): AnsweredQuestion[] => [
  answer(prospectsContract.questions.dueContacts, async ({ network, people }) => {
    const { config } = context;
    const reader = context.readerOf(network);
    const today = dayIn(config.SKEIN_TIME_ZONE, context.now());
    const rows = await dueFor(reader, people, today);
    const ids = [...new Set(rows.flatMap(({ community }) => community ?? []))];
    const communities = await communityNames(reader, ids);
    const contactOf = ({ name, email, contact, channel, community, due = today }: ProspectRow) => {
      const reach = [email, contact].filter(Boolean).join(', ');
      const where = communities.find(({ _id }) => _id === community)?.name;
      return {
        name,
        due,
        ...(reach && { reach }),
        ...(channel && { channel: wordsFor[channel] }),
        ...(where && { community: where }),
      };
    };
    const link = `${publicUrlOf(config, network)}/`;
    const byOwner = Map.groupBy(rows, ({ owner }) => owner);
    return {
      people: [...byOwner].map(([person, due]) => ({
        person,
        link,
        contacts: due.slice(0, mostNamed).map(contactOf),
      })),
    };
  }),
];
