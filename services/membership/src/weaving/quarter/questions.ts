import { quarterContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, type ServiceContext } from '@skein/service-kit';
import { countBelonging } from '../../core/memberships/store.ts';
import { countJoined } from '../../core/people/store.ts';
import { countIntroductions } from '../introductions/store.ts';

export const quarterQuestions = ({ readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(quarterContract.questions.figures, async ({ network, spans }) => {
    const reader = readerOf(network);
    const counted = spans.map(async (span) => {
      const [from, until] = [new Date(span.from), new Date(span.until)];
      return {
        newMembers: await countJoined(reader, from, until),
        newBelongings: await countBelonging(reader, from, until),
        introductions: await countIntroductions(reader, from, until),
      };
    });
    return { spans: await Promise.all(counted) };
  }),
];
