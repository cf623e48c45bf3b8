import { rectificationContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { rectificationWriter, wording } from './letter.ts';

const letter = defineLetter({
  name: 'rectification',
  urgency: 3,
  ground: { service: 'they asked for something to be put right, and are owed an answer' },
  recipients: 'named',
  wordings: [wording],
  writer: rectificationWriter,
});

/** A letter to whoever asked for something to be put right, once the hosts have said what came of it. */
export const rectification: LetterCapability = {
  name: 'rectification',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-rectifications',
      lettersOn(rectificationContract.events.rectificationSettled, ({ data: { request, person } }) => [
        { kind: letter, cause: request, people: [person] },
      ]),
    ),
  ],
};
