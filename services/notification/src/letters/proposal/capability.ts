import { proposalsContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { proposalWriter, wording } from './letter.ts';
import { causeOf } from './step.ts';

const letter = defineLetter({
  name: 'proposal',
  urgency: 2,
  ground: { service: 'they proposed a community, and this is what came of it' },
  recipients: 'named',
  wordings: [wording],
  writer: proposalWriter,
});

const told: readonly string[] = ['accepted', 'declined', 'changes-asked'];

/** A letter to the proposer for each step that the hosting team takes. */
export const proposal: LetterCapability = {
  name: 'proposal',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-proposals',
      lettersOn(proposalsContract.events.proposalMoved, ({ data, aggregateversion: version }) => {
        const cause = causeOf({ proposal: data.proposal, version });
        return told.includes(data.status) ? [{ kind: letter, cause, people: [data.proposer] }] : [];
      }),
    ),
  ],
};
