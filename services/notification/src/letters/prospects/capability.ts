import { prospectsContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { prospectWriter, wording } from './letter.ts';

const letter = defineLetter({
  name: 'prospects',
  urgency: 11,
  ground: { service: 'they took it on to speak to somebody by this day' },
  recipients: 'named',
  wordings: [wording],
  writer: prospectWriter,
});

/** A letter to each contacter for whom somebody is due, once a reminder. */
export const prospects: LetterCapability = {
  name: 'prospects',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-prospects',
      lettersOn(prospectsContract.events.contactsDue, ({ data, subject: cause }) => [
        { kind: letter, cause, people: [data.person] },
      ]),
    ),
  ],
};
