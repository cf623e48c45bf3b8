import { answersContract, type EventOf, type MeetingLetterPart } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { meetingWriter, wording } from './letter.ts';
import { causeOf } from './part.ts';

const letter = defineLetter({
  name: 'meeting',
  urgency: 3.15,
  ground: {
    service: 'they said that they come to a meeting, may, or wait for a seat, and as it goes that is so',
  },
  recipients: 'named',
  wordings: [wording],
  writer: meetingWriter,
});

const { answerGiven, seatPassedOn, seatTakenAway, meetingNoticeDue } = answersContract.events;
type Given = EventOf<typeof answerGiven>['data'];

/** What somebody is told of their answer: nothing that they, or the calendar program that gave it, know. */
const toldOfAnswer = ({ state, by, earlier }: Given): MeetingLetterPart | undefined => {
  if (by === 'calendar' && state === 'waiting') return 'put-on-list';
  if (state !== 'seated' && state !== 'maybe') return undefined;
  if (earlier) return 'answered-earlier';
  return by === 'calendar' ? undefined : 'answered';
};

/** Letters to those who answered a meeting: that they come, that a seat is theirs, what changes, and a reminder. */
export const meeting: LetterCapability = {
  name: 'meeting',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-meetings',
      lettersOn(answerGiven, ({ data, aggregateversion }) => {
        // Whoever waits reads so on the page, and hears as soon as there is a seat; a series is not a letter for each date.
        const part = data.along ? undefined : toldOfAnswer(data);
        if (!part) return [];
        const cause = causeOf({ meeting: data.meeting, part, mark: String(aggregateversion) });
        return [{ kind: letter, cause, people: [data.person] }];
      }),
      lettersOn(seatPassedOn, ({ data, aggregateversion }) => [
        {
          kind: letter,
          cause: causeOf({ meeting: data.meeting, part: 'moved-up', mark: String(aggregateversion) }),
          people: [data.person],
        },
      ]),
      lettersOn(seatTakenAway, ({ data, aggregateversion }) => [
        {
          kind: letter,
          cause: causeOf({ meeting: data.meeting, part: 'taken-away', mark: String(aggregateversion) }),
          people: [data.person],
        },
      ]),
      lettersOn(meetingNoticeDue, ({ data: { meeting: id, part, notice, people } }) => [
        { kind: letter, cause: causeOf({ meeting: id, part, mark: notice }), people },
      ]),
    ),
  ],
};
