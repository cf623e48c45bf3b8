import { publicationsContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { consent, resultWriter, wording } from './letter.ts';

const letter = defineLetter({
  name: 'results',
  urgency: 12,
  ground: { consent },
  recipients: 'named',
  wordings: [wording],
  writer: resultWriter,
});

/** A letter for each who is to be told of published results, once a publication. */
export const results: LetterCapability = {
  name: 'results',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-results',
      lettersOn(publicationsContract.events.readersTold, ({ data: { publication, people } }) => [
        { kind: letter, cause: publication, people },
      ]),
    ),
  ],
};
