import { askedIntroductionsContract } from '@skein/contracts';
import { type Implementation, missing, read, write } from '@skein/service-kit';
import { questionFor, takeAnswer } from './answering.ts';
import { findIntroduction, waitingFor } from './store.ts';

/** What those who are introduced do as who is signed in. */
export const ownIntroductionRoutes = (): Implementation[] => [
  read(askedIntroductionsContract.routes.listAskedIntroductions, async ({ reader, actor, now }) => {
    const person = actor?.person ?? '';
    const rows = await waitingFor(reader, person, now);
    const asked = await Promise.all(rows.map((row) => questionFor(reader, { row, person }, now)));
    return { items: asked.filter(({ open }) => open) };
  }),

  write(askedIntroductionsContract.routes.answerOwnIntroduction, async ({ params, body, actor, now, tx }) => {
    const row = await findIntroduction(tx, params.id);
    const person = row?.people.find((one) => one.person === actor?.person)?.person;
    if (!row || !person) return missing('introduction of you', params.id);
    return takeAnswer(tx, { row, person }, body.answer, now);
  }),
];
