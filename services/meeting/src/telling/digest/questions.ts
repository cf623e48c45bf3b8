import { digestsContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { type Period, sectionsOf } from './sections.ts';

/** What the digest asks: the planned meetings that are still to come, and what came out of those that were. */
export const digestQuestions = ({ config, now, readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(digestsContract.questions.section, async ({ network, from, until }) => {
    const period: Period = { from: new Date(from), until: new Date(until), now: now() };
    const at = { url: publicUrlOf(config, network), zone: config.SKEIN_TIME_ZONE };
    return { service: 'meeting', sections: await sectionsOf(readerOf(network), period, at) };
  }),
];
