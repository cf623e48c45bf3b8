import { campaignsContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { campaignWriter, wording } from './letter.ts';
import { causeOf } from './round.ts';

const letter = defineLetter({
  name: 'campaign',
  urgency: 10,
  ground: { service: 'it asks whether what they agreed to once still holds' },
  recipients: 'named',
  wordings: [wording],
  writer: campaignWriter,
});

/** A letter for each whom a campaign asks, once a round. */
export const campaign: LetterCapability = {
  name: 'campaign',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-campaigns',
      lettersOn(campaignsContract.events.campaignPeopleInvited, ({ data }) => [
        { kind: letter, cause: causeOf(data.campaign), people: data.people },
      ]),
      lettersOn(campaignsContract.events.campaignPeopleReminded, ({ data }) => [
        { kind: letter, cause: causeOf(data.campaign, data.daysBefore), people: data.people },
      ]),
    ),
  ],
};
