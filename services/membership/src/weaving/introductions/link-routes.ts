import { introductionsContract, isRefusal, type Refusal } from '@skein/contracts';
import {
  type Implementation,
  missing,
  ofOtherNetwork,
  type Reader,
  read,
  type ServiceContext,
  verifyLink,
  write,
} from '@skein/service-kit';
import { type Holder, questionFor, takeAnswer } from './answering.ts';
import { tellOutcome } from './decide.ts';
import { saveOutcome } from './record.ts';
import { findIntroduction } from './store.ts';

/** What those who are introduced do by the link of their letter, without signing in. */
export const linkedIntroductionRoutes = ({ keys }: ServiceContext): Implementation[] => {
  const holderOf = async (reader: Reader, token: string): Promise<Holder | Refusal> => {
    const link = await verifyLink(keys, 'membership', 'introduction', token);
    if (isRefusal(link)) return link;
    const { net, sub: person, introduction } = link.claims;
    if (net !== reader.network) return ofOtherNetwork();
    const row = await findIntroduction(reader, introduction);
    const own = row?.people.some((one) => one.person === person);
    return row && own ? { row, person } : missing('introduction of you', introduction);
  };

  return [
    read(introductionsContract.routes.readIntroductionQuestion, async ({ query, now, reader }) => {
      const holder = await holderOf(reader, query.token);
      return isRefusal(holder) ? holder : questionFor(reader, holder, now);
    }),

    write(introductionsContract.routes.answerIntroduction, async ({ query, body, now, tx }) => {
      const holder = await holderOf(tx, query.token);
      return isRefusal(holder) ? holder : takeAnswer(tx, holder, body.answer, now);
    }),

    write(introductionsContract.routes.tellIntroductionOutcome, async ({ query, body, now, tx }) => {
      const holder = await holderOf(tx, query.token);
      if (isRefusal(holder)) return holder;
      const { person } = holder;
      const row = tellOutcome(holder.row, { ...body, by: person, at: now });
      if (isRefusal(row)) return row;
      tx.concerned.add(person);
      await saveOutcome(tx, row);
      return questionFor(tx, { row, person }, now);
    }),
  ];
};
