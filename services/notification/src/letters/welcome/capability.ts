import { communitiesContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { welcomeWriter, wording } from './letter.ts';

const letter = defineLetter({
  name: 'welcome',
  urgency: 1,
  ground: { service: 'they have just joined the community' },
  recipients: 'named',
  wordings: [wording],
  writer: welcomeWriter,
});

/** A welcome for each who joins a community, once a membership; nobody is welcomed for having been imported. */
export const welcome: LetterCapability = {
  name: 'welcome',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-welcome',
      lettersOn(
        communitiesContract.events.membershipStarted,
        ({ data: { person, community, welcome }, subject }) =>
          welcome ? [{ kind: letter, cause: subject, community, people: [person] }] : [],
      ),
    ),
  ],
};
