import type { EventOf, meetingsContract, Refusal } from '@skein/contracts';
import { type Opening, openSurvey } from '../opening/decide.ts';

const daysOpen = 14;

interface PublishedInstrument {
  readonly _id: string;
  readonly published: number;
  readonly title: string;
}

type Closed = Pick<EventOf<typeof meetingsContract.events.meetingClosed>, 'network' | 'time' | 'data'>;

/** When the check-out of a meeting that closed then closes itself. */
export const checkOutCloses = (time: string): Date =>
  new Date(Date.parse(time) + daysOpen * 24 * 60 * 60 * 1000);

/** The check-out of a closed meeting: a named survey of those who were there, open for 14 days. */
export const openCheckOut = (
  { network, time, data }: Closed,
  instrument: PublishedInstrument,
  _id: string,
  newId: () => string,
): Opening | Refusal => {
  const { meeting, community, present, asked: people = present, startsAt } = data;
  const day = startsAt.slice(0, 10);
  return openSurvey(
    {
      title: `${instrument.title.slice(0, 180)}, ${day}`,
      mode: 'named',
      audience: { kind: 'meeting', meeting, community, people },
      closesAt: checkOutCloses(time),
      invite: true,
    },
    { network, instrument, members: [], smallestGroup: 1 },
    new Date(time),
    _id,
    newId,
  );
};
