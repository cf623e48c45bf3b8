import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';
import { IntroductionAnswer, IntroductionQuestion } from './introductions/index.ts';

const service = 'membership';
const right = 'signed-in';

const routes = {
  listAskedIntroductions: defineRoute({
    id: 'listAskedIntroductions',
    service,
    method: 'GET',
    path: '/asked-introductions',
    summary: 'Introductions that wait for your answer, the latest first',
    right,
    reply: z.object({ items: z.array(IntroductionQuestion) }),
    status: 200,
  }),
  answerOwnIntroduction: defineRoute({
    id: 'answerOwnIntroduction',
    service,
    method: 'POST',
    path: '/introductions/:id/answers',
    summary:
      'Accept or decline an introduction as who is signed in; addresses go to those who accepted alone',
    right,
    params: z.object({ id: Id }),
    body: z.strictObject({ answer: IntroductionAnswer }),
    reply: IntroductionQuestion,
    status: 200,
    problems: ['closed'],
  }),
};

export const askedIntroductionsContract = defineCapability({ name: 'asked-introductions', service, routes });
