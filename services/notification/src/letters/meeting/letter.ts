import { answersContract, type MeetingLetterPart, type MeetingTold } from '@skein/contracts';
import { momentInWords, type ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { replyAddressesFor } from '../../delivery/reply-addresses/addresses.ts';
import { defineWording, orNone } from '../../delivery/wording/wording.ts';
import { type LetterWriter, needless, perCause, unanswered } from '../../delivery/writing/define-letter.ts';
import { calendarEntry } from './calendar-entry.ts';
import { partOf } from './part.ts';

const example = {
  headline: 'You are coming',
  title: 'Monthly call',
  name: 'Ada Lindqvist',
  why: 'You said yes. The meeting is in the attached calendar entry.',
  when: '4 December 2026 at 09:30 (London)',
  there: undefined,
  minutes: 90,
  before: undefined,
  place: undefined,
  placeBefore: undefined,
  joinLink: undefined,
  reason: undefined,
  over: undefined,
  link: 'https://network.example.org/meeting#token=abc',
};

export const wording = await defineWording({
  beside: import.meta.url,
  subject: '{{headline}}: {{title}}',
  preview: '{{when}}',
  needs: z.strictObject({
    headline: z.string(),
    title: z.string(),
    name: z.string(),
    why: z.string(),
    when: z.string(),
    /** The same by the meeting’s own clock, where the reader’s is another. */
    there: orNone(z.string()),
    minutes: z.int(),
    before: orNone(z.string()),
    place: orNone(z.string()),
    placeBefore: orNone(z.string()),
    joinLink: orNone(z.string()),
    reason: orNone(z.string()),
    /** There is nothing to answer any more. */
    over: orNone(z.literal(true)),
    link: z.url(),
  }),
  examples: [
    example,
    {
      ...example,
      headline: 'Another time',
      why: 'The meeting that you said you come to, or may, is at another time or place.',
      before: '3 December 2026 at 09:30 (London)',
      there: '4 December 2026 at 10:30 (Stockholm)',
      place: 'Old Town Hall',
      placeBefore: 'Library',
      joinLink: 'https://meet.example.org/abc',
    },
    {
      ...example,
      headline: 'Cancelled',
      why: 'The meeting does not take place.',
      reason: 'The host is ill.',
      over: true as const,
    },
  ],
});

/** What each letter is about, and why it comes. */
const said: Readonly<Record<MeetingLetterPart, { readonly headline: string; readonly why: string }>> = {
  answered: {
    headline: 'You are coming',
    why: 'You said that you come. The meeting is in the attached calendar entry.',
  },
  'answered-earlier': {
    headline: 'It was changed before you answered',
    why: 'Your calendar program answered the meeting as it was before a change. Your answer counts for it as it is now, which stands here and in the attached calendar entry.',
  },
  'put-on-list': {
    headline: 'You are on the waiting list',
    why: 'You said that you come, by your calendar program, and all seats are taken. You have a place on the waiting list, and hear as soon as a seat is yours; your calendar may show the meeting until then all the same.',
  },
  'moved-up': {
    headline: 'You have a seat',
    why: 'A seat is free, and you are the first who waited: it is yours. If you cannot come any more, please say no, and the next one gets it.',
  },
  'taken-away': {
    headline: 'Your seat was taken away',
    why: 'Those who host the meeting have taken your seat, or your place on the waiting list, away. You can answer again, and then begin at the end of the list.',
  },
  changed: {
    headline: 'Another time or place',
    why: 'The meeting that you answered is at another time or place.',
  },
  cancelled: { headline: 'Cancelled', why: 'The meeting does not take place.' },
  restored: {
    headline: 'It takes place after all',
    why: 'The meeting was cancelled, and takes place after all. Your answer still stands.',
  },
  reminder: { headline: 'Tomorrow', why: 'You said that you come, or may.' },
};

const maybe = {
  headline: 'You may come',
  why: 'You said that you may come. The meeting is in the attached calendar entry; say yes or no as soon as you know.',
};

const sameAs = (one: string | undefined, other: string | undefined): boolean => one === other;

const timesOf = (about: MeetingTold, before: MeetingTold | undefined, zone: string) => {
  const when = momentInWords(about.startsAt, zone);
  const there = about.zone && momentInWords(about.startsAt, about.zone);
  const earlier = before && momentInWords(before.startsAt, zone);
  return {
    when,
    there: there && !sameAs(there, when) ? there : undefined,
    before: earlier && !sameAs(earlier, when) ? earlier : undefined,
    placeBefore: before && !sameAs(before.place, about.place) ? before.place : undefined,
  };
};

type Answered = z.output<typeof answersContract.questions.letters.answer>;
type About = NonNullable<Answered['about']>;

/** What the letter says to one reader. */
const valuesOf = (
  part: MeetingLetterPart,
  { about, before }: { readonly about: About; readonly before: MeetingTold | undefined },
  { state, link, joinLink }: Answered['letters'][number],
  { name, zone }: { readonly name: string; readonly zone: string },
) => {
  const { title, minutes, place, reason } = about;
  const isOver = part === 'cancelled';
  const told = part === 'changed' || part === 'restored' ? before : undefined;
  return {
    ...(part === 'answered' && state === 'maybe' ? maybe : said[part]),
    ...{ name, title, minutes, place, joinLink, link },
    ...timesOf(about, told, zone),
    reason: isOver ? reason : undefined,
    over: isOver || undefined,
  };
};

/** What letters about a meeting say, asked for as they go: so none tells what is over. */
export const meetingWriter = (context: ServiceContext<NotificationConfig>): LetterWriter => {
  const { ask, config, now, readerOf } = context;
  return async (network, rows) => {
    const replyAddressOf = await replyAddressesFor(
      readerOf(network),
      config,
      rows.map(({ person }) => person),
    );
    const answerFor = await perCause(rows, (cause, people) =>
      ask(answersContract.questions.letters, { network, ...partOf(cause), people }),
    );
    return async (row, { name, timeZone: zone = config.SKEIN_TIME_ZONE }) => {
      const answered = answerFor(row);
      if (!answered) return unanswered(row, 'the meeting service did not say what it is about', now());
      const { about, before, letters } = answered;
      const letter = letters.find(({ person }) => person === row.person);
      if (!letter || !about) return needless('it is over, or another letter tells of it');
      const { part } = partOf(row.cause);
      const composed = wording.compose(valuesOf(part, { about, before }, letter, { name, zone }));
      const entry = calendarEntry(about.entry, {
        part,
        state: letter.state,
        answerTo: replyAddressOf(row.person),
      });
      return { composed, calendar: entry };
    };
  };
};
