import { answersContract, type MeetingLetterPart, type MeetingTold } from '@skein/contracts';
import { membersAmong } from '@skein/known';
import {
  type AnsweredQuestion,
  answer,
  hostOf,
  publicUrlOf,
  type Reader,
  type ServiceContext,
  signLink,
} from '@skein/service-kit';
import { composeEntry } from '../calendars/compose.ts';
import { entryOf } from '../calendars/events.ts';
import type { MeetingRow } from '../meetings/row.ts';
import { findMeeting } from '../meetings/store.ts';
import { findSeries } from '../series/store.ts';
import { isElsewhere, toldOf } from './notices.ts';
import { findNotice } from './notices-store.ts';
import type { AnswerRow, NoticeRow, Told } from './row.ts';
import { answersOf, waitingBefore } from './store.ts';

const day = 24 * 60 * 60 * 1000;

const told = ({ startsAt, minutes, zone, place }: Told): MeetingTold => ({
  startsAt: startsAt.toISOString(),
  minutes,
  ...(zone && { zone }),
  ...(place && { place }),
});

/** Whether a notice is still true as its letters go. */
const holdsStill = (
  meeting: MeetingRow,
  part: MeetingLetterPart,
  { before }: NoticeRow,
  now: Date,
): boolean => {
  const current = toldOf(meeting);
  if (part === 'cancelled') return current.cancelled === true;
  if (current.cancelled) return false;
  if (part === 'restored') return true;
  if (part === 'changed') return isElsewhere(before, current);
  return current.startsAt.getTime() === before.startsAt.getTime() && current.startsAt > now;
};

/** What follows from somebody’s own answer, and no notice to all. */
const followsAnswer: ReadonlySet<MeetingLetterPart> = new Set([
  'answered',
  'answered-earlier',
  'put-on-list',
  'moved-up',
  'taken-away',
]);

/** Of what somebody’s own answer led to, a letter tells as long as nothing came after it. */
const isLatest = ({ version }: AnswerRow, mark: string): boolean => String(version) === mark;

const comes = ({ state }: AnswerRow): boolean => state === 'seated' || state === 'maybe';

/** Those of them who belong to the communities that hold the meeting. */
const itsMembers = async (
  reader: Reader,
  { community, withCommunities = [] }: MeetingRow,
  people: readonly string[],
): Promise<Set<string>> => {
  const among = await Promise.all(
    [community, ...withCommunities].map((one) => membersAmong(reader, one, people)),
  );
  return new Set(among.flat());
};

/** What notification asks as letters about meetings go out: as of then, so that no letter tells what is over. */
export const letterQuestions = (context: ServiceContext): AnsweredQuestion[] => {
  const { config, now, readerOf, signingKey } = context;
  return [
    answer(answersContract.questions.letters, async ({ network, meeting: id, part, mark, people }) => {
      const reader = readerOf(network);
      const meeting = await findMeeting(reader, id);
      const own = followsAnswer.has(part);
      const notice = own ? undefined : await findNotice(reader, mark);
      if (!meeting) return { letters: [] };
      const isTrue = own ? !meeting.cancelled : notice && holdsStill(meeting, part, notice, now());
      if (!isTrue) return { letters: [] };
      const rows = (await answersOf(reader, [id], people)).filter((row) => {
        if (own) return isLatest(row, mark);
        return comes(row) || (row.state === 'waiting' && part !== 'reminder');
      });
      const members = await itsMembers(reader, meeting, people);
      const expires = new Date(Math.max(now().getTime(), meeting.startsAt.getTime()) + 60 * day);
      const letters = rows.map(async (row) => {
        const { person, state } = row;
        const claims = { net: network, sub: person, meeting: id };
        const token = await signLink(signingKey, 'meeting-answer', claims, expires);
        const joinLink = comes(row) && members.has(person) ? meeting.joinLink : undefined;
        return {
          ...{ person, state },
          ...(state === 'waiting' && { place: 1 + (await waitingBefore(reader, id, row)) }),
          link: `${publicUrlOf(config, network)}/meeting#token=${token}`,
          ...(joinLink && { joinLink }),
        };
      });
      const { title, cancelled } = meeting;
      const series = meeting.series ? await findSeries(reader, meeting.series) : undefined;
      const host = hostOf(config, network);
      const entry = entryOf(meeting, series ?? undefined, {
        host,
        showsCancelled: true,
        mayJoin: () => false,
      });
      const about = {
        ...told(toldOf(meeting)),
        title,
        entry: composeEntry(entry),
        ...(cancelled && { reason: cancelled.reason }),
      };
      return { letters: await Promise.all(letters), about, ...(notice && { before: told(notice.before) }) };
    }),
  ];
};
