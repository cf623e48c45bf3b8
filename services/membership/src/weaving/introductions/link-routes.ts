import { type IntroductionQuestion, introductionsContract, isRefusal, type Refusal } from '@skein/contracts';
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
import { answer, isConnected, statusOf, tellOutcome } from './decide.ts';
import { namesIn } from './names.ts';
import { saveOutcome } from './record.ts';
import type { IntroductionRow } from './row.ts';
import { findIntroduction, putIntroduction } from './store.ts';

interface Holder {
  readonly row: IntroductionRow;
  readonly person: string;
}

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

  const presented = async (
    reader: Reader,
    { row, person }: Holder,
    now: Date,
  ): Promise<IntroductionQuestion> => {
    const { weaver, people } = await namesIn(reader, row);
    const own = row.people.find((one) => one.person === person);
    const came = row.outcomes.findLast(({ by }) => by === person)?.came;
    const connected = isConnected(row, person);
    return {
      introduction: row._id,
      weaver,
      reason: row.reason,
      others: people
        .filter((one) => one.person !== person)
        .map(({ name, community }) => ({ name, ...(community && { community }) })),
      expiresAt: row.expiresAt.toISOString(),
      open: row.expiresAt > now && !connected,
      connected,
      ...(own?.answer && { answer: own.answer }),
      ...(came && { came }),
    };
  };

  return [
    read(introductionsContract.routes.readIntroductionQuestion, async ({ query, now, reader }) => {
      const holder = await holderOf(reader, query.token);
      return isRefusal(holder) ? holder : presented(reader, holder, now);
    }),

    write(introductionsContract.routes.answerIntroduction, async ({ network, query, body, now, tx }) => {
      const holder = await holderOf(tx, query.token);
      if (isRefusal(holder)) return holder;
      const { row: before, person } = holder;
      const answered = answer(before, person, body.answer, now);
      if (isRefusal(answered)) return answered;
      const { row, exchange } = answered;
      tx.concerned.add(person).add(row._id);
      if (row !== before) {
        await putIntroduction(tx, row);
        const data = { introduction: row._id, status: statusOf(row, now), ...(exchange && { exchange }) };
        const { version } = row;
        tx.record(introductionsContract.events.introductionAnswered, {
          network,
          subject: row._id,
          version,
          data,
        });
      }
      return presented(tx, { row, person }, now);
    }),

    write(introductionsContract.routes.tellIntroductionOutcome, async ({ query, body, now, tx }) => {
      const holder = await holderOf(tx, query.token);
      if (isRefusal(holder)) return holder;
      const { person } = holder;
      const row = tellOutcome(holder.row, { ...body, by: person, at: now });
      if (isRefusal(row)) return row;
      tx.concerned.add(person);
      await saveOutcome(tx, row);
      return presented(tx, { row, person }, now);
    }),
  ];
};
