import { peopleContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { takenInWriter, wording } from './letter.ts';

const letter = defineLetter({
  name: 'taken-in',
  urgency: 3.75,
  ground: { service: 'others made them a member, and they are to know what is kept of them' },
  recipients: 'named',
  wordings: [wording],
  writer: takenInWriter,
});

/** Tells each whom a list made a member that they are one, and how to leave. */
export const takenIn: LetterCapability = {
  name: 'taken-in',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-taken-in',
      lettersOn(peopleContract.events.personJoined, ({ subject, data: { person, placed } }) =>
        placed ? [{ kind: letter, cause: subject, people: [person] }] : [],
      ),
    ),
  ],
};
