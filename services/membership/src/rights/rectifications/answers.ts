import { rectificationContract } from '@skein/contracts';
import { answer, publicUrlOf, type RequestAnswer, type ServiceContext } from '@skein/service-kit';
import { rectifications } from './store.ts';

/** What notification asks as the letter about an outcome goes out. */
export const rectificationAnswers = ({ db, config }: ServiceContext): RequestAnswer[] => [
  answer(rectificationContract.questions.outcomes, async ({ network, requests }) => {
    const rows = await rectifications(db)
      .find({ network, _id: { $in: requests } })
      .toArray();
    const link = `${publicUrlOf(config, network)}/`;
    const outcomes = rows.flatMap(({ _id: request, what, status, reason }) =>
      status === 'open' ? [] : [{ request, what, status, ...(reason && { reason }), link }],
    );
    return { outcomes };
  }),
];
