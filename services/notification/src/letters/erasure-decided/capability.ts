import { erasureContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { agreed, plainWriter, withdrawn } from './letter.ts';

const ground = { service: 'what others decided of them concerns them more than anybody' };

const agreedLetter = defineLetter({
  name: 'erasure-agreed',
  urgency: 1.5,
  ground,
  recipients: 'named',
  wordings: [agreed],
  writer: plainWriter(agreed, '/me/data'),
});
const withdrawnLetter = defineLetter({
  name: 'erasure-withdrawn',
  urgency: 3.46,
  ground,
  recipients: 'named',
  wordings: [withdrawn],
  writer: plainWriter(withdrawn, '/'),
});

/** Tells whoever is to be erased that another host agreed, while it can be withdrawn still, and that it was. */
export const erasureDecided: LetterCapability = {
  name: 'erasure-decided',
  letters: [agreedLetter, withdrawnLetter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-erasure-decided',
      lettersOn(erasureContract.events.erasureConfirmed, ({ id, data: { told = [] } }) => [
        { kind: agreedLetter, cause: id, people: told },
      ]),
      lettersOn(erasureContract.events.erasureCancelled, ({ id, data: { told = [] } }) => [
        { kind: withdrawnLetter, cause: id, people: told },
      ]),
    ),
  ],
};
