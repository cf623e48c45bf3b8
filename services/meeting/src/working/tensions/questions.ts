import { isRefusal, tensionsContract } from '@skein/contracts';
import { belongsTo } from '@skein/known';
import { type AnsweredQuestion, answer, newId, type ServiceContext, transact } from '@skein/service-kit';
import { raiseTension } from './decide.ts';
import { saveTension } from './record.ts';
import { tensionBy } from './store.ts';

/** Raises what members write by mail to their address for a community. */
export const tensionQuestions = (context: ServiceContext): AnsweredQuestion[] => [
  answer(tensionsContract.questions.raiseByMail, async (asked) => {
    const { network, person, community, letter, title, wouldHelp } = asked;
    const now = context.now();
    const outcome = await transact(context, { network, now }, async (tx) => {
      if (!(await belongsTo(tx, { kind: 'community', community }, person))) return 'not-theirs' as const;
      if (await tensionBy(tx, letter)) return 'raised-before' as const;
      const place = { _id: newId(), network, community };
      const row = raiseTension({ title, wouldHelp }, person, { by: person, now }, place);
      tx.concerned.add(person);
      await saveTension(tx, { ...row, letter }, person);
      return 'raised' as const;
    });
    return { outcome: isRefusal(outcome) ? 'not-theirs' : outcome };
  }),
];
