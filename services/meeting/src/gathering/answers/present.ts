import type { AnswerState, Coming, MeetingAnswer, OwnAnswer, PersonComing } from '@skein/contracts';
import { type Answerable, refuseAnswer, seatsLeft } from './decide.ts';
import type { AnswerRow, SeatsRow } from './row.ts';

const answerIn: Readonly<Record<AnswerState, MeetingAnswer>> = {
  seated: 'yes',
  waiting: 'yes',
  maybe: 'maybe',
  no: 'no',
};

const presentMine = ({ state, at, removed }: AnswerRow, place: number | undefined): OwnAnswer => ({
  answer: answerIn[state],
  state,
  ...(place !== undefined && { place }),
  at: at.toISOString(),
  ...(removed && { removed }),
});

/** Who comes, as whoever has this answer sees it. */
export const presentComing = (
  meeting: Answerable,
  seats: SeatsRow,
  now: Date,
  mine?: { readonly row: AnswerRow | undefined; readonly place: number | undefined },
): Coming => {
  const left = seatsLeft(meeting, seats);
  const { seated, waiting, maybe, no } = seats;
  return {
    meeting: meeting._id,
    meetingVersion: meeting.version,
    ...(meeting.capacity !== undefined && { capacity: meeting.capacity }),
    ...(left !== undefined && { left }),
    ...{ seated, waiting, maybe, no },
    open: refuseAnswer(meeting, now) === undefined,
    ...(mine?.row && { mine: presentMine(mine.row, mine.place) }),
  };
};

/** An answer as the hosts see it. */
export const presentPerson = ({ person, state, at, removed }: AnswerRow): PersonComing => ({
  person,
  state,
  at: at.toISOString(),
  ...(removed && { removed }),
});

export const named = (one: PersonComing, names: ReadonlyMap<string, string>): PersonComing => {
  const name = names.get(one.person);
  return name === undefined ? one : { ...one, name };
};
