import { preparationsContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { findMeeting } from '../../gathering/meetings/store.ts';
import { openBefore } from './open.ts';

/** What notification asks as the letters before a meeting go. */
export const preparationQuestions = ({ config, readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(preparationsContract.questions.preparations, async ({ network, meeting: id, people }) => {
    const reader = readerOf(network);
    const meeting = await findMeeting(reader, id);
    const link = `${publicUrlOf(config, network)}/me/work`;
    if (!meeting || meeting.cancelled || meeting.status !== 'planned') return { people: [], link };
    const open = await openBefore(reader, meeting);
    const { title, startsAt } = meeting;
    return {
      meeting: { title, startsAt: startsAt.toISOString() },
      people: open.filter(({ person }) => people.includes(person)),
      link,
    };
  }),
];
