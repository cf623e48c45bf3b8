import { answersContract } from '@skein/contracts';
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
        const asks = (data.state === 'seated' || data.state === 'maybe') && !data.along;
        const cause = causeOf({ meeting: data.meeting, part: 'answered', mark: String(aggregateversion) });
        return asks ? [{ kind: letter, cause, people: [data.person] }] : [];
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
