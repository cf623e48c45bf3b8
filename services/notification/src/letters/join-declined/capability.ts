import { joiningContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { joinDeclinedWriter, wording } from './letter.ts';

const letter = defineLetter({
  name: 'join-declined',
  urgency: 3.4,
  ground: { service: 'they asked to join, and are owed an answer' },
  recipients: 'abroad',
  wordings: [wording],
  writer: joinDeclinedWriter,
});

/** Tells whoever asked to join that they are not taken into the community. */
export const joinDeclined: LetterCapability = {
  name: 'join-declined',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-join-declined',
      lettersOn(joiningContract.events.joinDecided, ({ data: { request, accepted } }) =>
        // They are no member: the letter is theirs by the request alone.
        accepted ? [] : [{ kind: letter, cause: request, people: [request] }],
      ),
    ),
  ],
};
