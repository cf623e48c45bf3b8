import type { Capability } from '@skein/service-kit';
import { leadershipFollows } from './consume.ts';
import { leadershipQuestions } from './questions.ts';
import { unledCollection } from './store.ts';

/** That every community has somebody who facilitates it; where it has not, hosts hear of it. */
export const leadership: Capability = {
  name: 'leadership',
  collections: [unledCollection],
  consumers: () => [leadershipFollows()],
  questions: leadershipQuestions,
};
