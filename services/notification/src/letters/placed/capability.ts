import { communitiesContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { placedWriter, type RoleToRun, wording } from './letter.ts';

const letterTo = (name: string, urgency: number, role?: RoleToRun) =>
  defineLetter({
    name,
    urgency,
    ground: { service: 'others put them into a community, which nobody does behind their back' },
    recipients: 'named',
    wordings: [wording],
    writer: placedWriter(role),
  });

const asMember = letterTo('placed', 3.7);
const asWhoRunsIt = {
  facilitator: letterTo('placed-facilitator', 3.71, 'facilitator'),
  core: letterTo('placed-core', 3.72, 'core'),
};

/** Tells a member that those who host the network put them into a community, as what, and how to leave it. */
export const placed: LetterCapability = {
  name: 'placed',
  letters: [asMember, asWhoRunsIt.facilitator, asWhoRunsIt.core],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-placed',
      lettersOn(
        communitiesContract.events.membershipStarted,
        ({ id, data: { person, community, role, placed: isPlaced } }) => {
          if (!isPlaced) return [];
          const kind = role === 'facilitator' || role === 'core' ? asWhoRunsIt[role] : asMember;
          return [{ kind, cause: id, community, people: [person] }];
        },
      ),
    ),
  ],
};
