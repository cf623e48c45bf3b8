import { isRefusal, type Refusal, type Right, type RightTarget, repliesContract } from '@skein/contracts';
import { type Implementation, missing, type Reader, read, toEdit, write } from '@skein/service-kit';
import { findMeeting } from '../meetings/store.ts';
import { settleAnswer } from './decide.ts';
import { presentOutsideAnswer } from './present.ts';
import { findOutsideAnswer, outsideAnswersTo, putOutsideAnswer } from './store.ts';

type Deny = (right: Right, target: RightTarget) => Refusal | undefined;

const refuseUnlessPlanning = async (reader: Reader, id: string, deny: Deny): Promise<Refusal | undefined> => {
  const meeting = await findMeeting(reader, id);
  return meeting ? deny('meeting.plan', { community: meeting.community }) : missing('meeting', id);
};

export const replyRoutes = (): Implementation[] => [
  read(repliesContract.routes.listOutsideAnswers, async ({ reader, params: { id }, deny }) => {
    const refused = await refuseUnlessPlanning(reader, id, deny);
    return refused ?? { items: (await outsideAnswersTo(reader, id)).map(presentOutsideAnswer) };
  }),

  write(
    repliesContract.routes.settleOutsideAnswer,
    async ({ params: { id, answer }, body, ifMatch, deny, tx }) => {
      const refused = await refuseUnlessPlanning(tx, id, deny);
      if (isRefusal(refused)) return refused;
      const before = toEdit(await findOutsideAnswer(tx, id, answer), ifMatch, missing('answer', answer));
      if (isRefusal(before)) return before;
      const after = settleAnswer(before, body.status);
      if (after !== before) await putOutsideAnswer(tx, after);
      return presentOutsideAnswer(after);
    },
  ),
];
