import { audiencesContract } from '@skein/contracts';
import { answer, type RequestAnswer, type ServiceContext } from '@skein/service-kit';
import type { PersonRow } from '../people/store.ts';
import { membersOfAudience } from './find.ts';

/** Whom surveys ask: ids alone, so many at a time. */
export const audienceAnswers = ({ db }: ServiceContext): RequestAnswer[] => [
  answer(audiencesContract.questions.members, async (question) => {
    const people = await membersOfAudience(db, question);
    const next = people.length === question.limit ? people.at(-1) : undefined;
    return { people, ...(next && { next }) };
  }),
  answer(audiencesContract.questions.byAddress, async ({ network, addresses }) => {
    const rows = await db
      .collection<PersonRow>('people')
      .find({ network, email: { $in: addresses } }, { projection: { email: 1 } })
      .toArray();
    return { members: rows.map(({ _id, email }) => ({ email, person: _id })) };
  }),
];
