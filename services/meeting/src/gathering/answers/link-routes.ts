import { answersContract, isRefusal, type LinkedMeeting, type Refusal, refuse } from '@skein/contracts';
import {
  handle,
  type Implementation,
  missing,
  ofOtherNetwork,
  type Reader,
  read,
  type ServiceContext,
  verifyLink,
} from '@skein/service-kit';
import type { MeetingRow } from '../meetings/row.ts';
import { findMeeting } from '../meetings/store.ts';
import { comingIn, comingTo } from './coming.ts';
import { takingAnswers } from './together.ts';
import { isForThem } from './whose.ts';

interface Holder {
  readonly meeting: MeetingRow;
  readonly person: string;
}

const shown = ({ title, startsAt, minutes, zone, place, cancelled }: MeetingRow) => ({
  ...{ title, startsAt: startsAt.toISOString(), minutes },
  ...(zone && { zone }),
  ...(place && { place }),
  ...(cancelled && { cancelled: true as const }),
});

/** What those who answered a meeting do by the link of their letter, without signing in. */
export const linkedAnswerRoutes = (context: ServiceContext): Implementation[] => {
  const take = takingAnswers<LinkedMeeting>(context);

  const holderOf = async (reader: Reader, token: string): Promise<Holder | Refusal> => {
    const link = await verifyLink(context.keys, 'meeting', 'meeting-answer', token);
    if (isRefusal(link)) return link;
    const { net, sub: person, meeting: id } = link.claims;
    if (net !== reader.network) return ofOtherNetwork();
    const meeting = await findMeeting(reader, id);
    if (!meeting) return missing('meeting', id);
    return (await isForThem(reader, meeting, person))
      ? { meeting, person }
      : refuse('not-found', 'The meeting is for those who belong to the communities that hold it.');
  };

  return [
    read(answersContract.routes.readLinkedMeeting, async ({ query, now, reader }) => {
      const holder = await holderOf(reader, query.token);
      if (isRefusal(holder)) return holder;
      const { meeting, person } = holder;
      const [coming] = await comingTo(reader, [meeting], person, now);
      return coming ? { ...shown(meeting), ...coming } : missing('meeting', meeting._id);
    }),

    handle(
      answersContract.routes.answerLinkedMeeting,
      async ({ query, body, network, now, once, reader, replyId }) => {
        const holder = await holderOf(reader, query.token);
        if (isRefusal(holder)) return holder;
        const { meeting, person } = holder;
        return take({
          ...{ network, meeting: meeting._id },
          ...{ person, answer: body.answer, once, replyId },
          refusal: (found) => (found ? undefined : missing('meeting', meeting._id)),
          reply: async (book) => ({ ...shown(book.meeting()), ...(await comingIn(book, person, now)) }),
        });
      },
    ),
  ];
};
