import { votesContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { voteWriter, wording } from './letter.ts';

const letter = defineLetter({
  name: 'vote',
  urgency: 7,
  ground: { service: 'they are one of those who may vote' },
  recipients: 'named',
  wordings: [wording],
  writer: voteWriter,
});

/** A letter for each who may vote in a round, once a round. */
export const vote: LetterCapability = {
  name: 'vote',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-votes',
      lettersOn(votesContract.events.votersInvited, ({ data: { round, title, people, closesAt } }) => [
        { kind: letter, cause: round, title, closesAt: new Date(closesAt), people },
      ]),
    ),
  ],
};
