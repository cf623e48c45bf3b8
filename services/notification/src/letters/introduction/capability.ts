import { introductionsContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { introductionWriter, wordings } from './letter.ts';
import { causeOf } from './part.ts';

const letter = defineLetter({
  name: 'introduction',
  urgency: 6,
  ground: { service: 'a member thought of them, once; nobody is given their address for it' },
  recipients: 'named',
  wordings: Object.values(wordings),
  writer: introductionWriter,
});

/** Letters to those who are introduced, asking and then with each other's addresses, and to the weaver afterwards. */
export const introduction: LetterCapability = {
  name: 'introduction',
  letters: [letter],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-introductions',
      lettersOn(introductionsContract.events.introductionMade, ({ data }) => [
        { kind: letter, cause: causeOf(data.introduction, 'ask'), people: data.people },
      ]),
      lettersOn(
        introductionsContract.events.introductionAnswered,
        ({ data: { introduction, exchange: people } }) =>
          people ? [{ kind: letter, cause: causeOf(introduction, 'exchange', people.length), people }] : [],
      ),
      lettersOn(introductionsContract.events.introductionFollowUpDue, ({ data }) => [
        { kind: letter, cause: causeOf(data.introduction, 'follow-up'), people: [data.by] },
      ]),
    ),
  ],
};
