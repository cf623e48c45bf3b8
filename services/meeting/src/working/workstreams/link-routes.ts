import { isRefusal, type LinkedStep, type Refusal, refuse, workstreamsContract } from '@skein/contracts';
import { belongsTo } from '@skein/known';
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
import { answerStep } from './answer.ts';
import { presentLinkedStep } from './present.ts';
import { saveStep } from './record.ts';
import type { StepRow } from './row.ts';
import { findStep, findWorkstream } from './store.ts';

interface Holder {
  readonly row: StepRow;
  readonly person: string;
}

/** What those who are asked to take a step on do by the link of their letter, without signing in. */
export const linkedStepRoutes = ({ keys }: ServiceContext): Implementation[] => {
  const holderOf = async (reader: Reader, token: string): Promise<Holder | Refusal> => {
    const link = await verifyLink(keys, 'meeting', 'step-answer', token);
    if (isRefusal(link)) return link;
    const { net, sub: person, step } = link.claims;
    if (net !== reader.network) return ofOtherNetwork();
    const row = await findStep(reader, step);
    if (!row) return missing('step', step);
    return (await belongsTo(reader, { kind: 'community', community: row.community }, person))
      ? { row, person }
      : refuse('not-found', 'The step is for those who belong to its community.');
  };

  const shown = async (reader: Reader, { row, person }: Holder): Promise<LinkedStep> => {
    const workstream = await findWorkstream(reader, row.workstream);
    return presentLinkedStep(row, workstream?.title, person);
  };

  return [
    read(workstreamsContract.routes.readLinkedStep, async ({ query, reader }) => {
      const holder = await holderOf(reader, query.token);
      return isRefusal(holder) ? holder : shown(reader, holder);
    }),

    write(workstreamsContract.routes.answerLinkedStep, async ({ query, body, now, tx }) => {
      const holder = await holderOf(tx, query.token);
      if (isRefusal(holder)) return holder;
      const { row: before, person } = holder;
      if (!before.owners.includes(person))
        return refuse('conflict', 'The step is with somebody else by now: nobody asks you any more.');
      const row = answerStep(before, body, person, now);
      if (isRefusal(row)) return row;
      tx.concerned.add(person);
      await saveStep(tx, row, { by: person, before, answered: { by: person, answer: body.answer } });
      return shown(tx, { row, person });
    }),
  ];
};
