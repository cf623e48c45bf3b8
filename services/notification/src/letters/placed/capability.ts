import { communitiesContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { placedWriter, wording } from './letter.ts';

const letter = defineLetter({
  name: 'placed',
  urgency: 3.7,
  ground: { service: 'others put them into a community, which nobody does behind their back' },
  recipients: 'named',
  wordings: [wording],
  writer: placedWriter,
});

/** Tells a member that those who host the network put them into a community, and how to leave it. */
export const placed: LetterCapability = {
  name: 'placed',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-placed',
      lettersOn(
        communitiesContract.events.membershipStarted,
        ({ id, data: { person, community, placed: isPlaced } }) =>
          isPlaced ? [{ kind: letter, cause: id, community, people: [person] }] : [],
      ),
    ),
  ],
};
