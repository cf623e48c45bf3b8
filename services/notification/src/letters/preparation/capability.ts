import { preparationsContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { preparationWriter, wording } from './letter.ts';

const letter = defineLetter({
  name: 'preparation',
  urgency: 8.5,
  ground: { service: 'they took on what is asked about at the meeting' },
  recipients: 'named',
  wordings: [wording],
  writer: preparationWriter,
});

/** A letter before a meeting to each who has something open, once. */
export const preparation: LetterCapability = {
  name: 'preparation',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-preparations',
      lettersOn(preparationsContract.events.preparationDue, ({ data: { meeting: cause, people } }) => [
        { kind: letter, cause, people },
      ]),
    ),
  ],
};
