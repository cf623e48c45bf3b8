import { isRefusal, learningCasesContract } from '@skein/contracts';
import { unknownPeople } from '@skein/known';
import {
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import { findMeeting } from '../meetings/store.ts';
import { moveCase, raiseCase } from './decide.ts';
import { findLearningCase, learningCases, presentLearningCase, putLearningCase } from './store.ts';

const newestFirst: Order = [['_id', -1]];

export const learningCaseRoutes = ({ db }: ServiceContext): Implementation[] => [
  write(learningCasesContract.routes.raiseLearningCase, async ({ network, params, body, deny, tx }) => {
    const meeting = await findMeeting(db, network, params.id, tx.session);
    if (!meeting) return missing('meeting', params.id);
    const denied = deny('learning-case.raise', { community: meeting.community });
    if (denied) return denied;
    const strangers = await unknownPeople(tx, [body.broughtBy]);
    if (strangers.length) return unknownReference('broughtBy', 'member', body.broughtBy);
    const row = raiseCase(body, meeting, newId());
    await putLearningCase(tx, row);
    const { _id, version, community } = row;
    const data = { case: _id, meeting: meeting._id, community, broughtBy: body.broughtBy };
    tx.record(learningCasesContract.events.learningCaseRaised, { network, subject: _id, version, data });
    return presentLearningCase(row);
  }),

  read(learningCasesContract.routes.listLearningCases, async ({ network, query, deny }) => {
    const { community, status } = query;
    const denied = deny('meeting.read', { community });
    if (denied) return denied;
    const filter = { network, community, ...(status && { status }) };
    return readPage(learningCases(db), filter, newestFirst, query, presentLearningCase);
  }),

  write(
    learningCasesContract.routes.editLearningCase,
    async ({ network, params, body, ifMatch, deny, tx }) => {
      const found = await findLearningCase(tx, network, params.id);
      const denied = found && deny('learning-case.raise', { community: found.community });
      const before = denied ?? toEdit(found, ifMatch, missing('learning case', params.id));
      if (isRefusal(before)) return before;
      const meetingOf = (id: string) => findMeeting(db, network, id, tx.session);
      const raisedAt = await meetingOf(before.meeting);
      if (!raisedAt) throw new Error(`the learning case ${before._id} was raised at no meeting`);
      const changed = moveCase(
        before,
        body,
        raisedAt,
        body.feedback ? await meetingOf(body.feedback.meeting) : null,
      );
      if (isRefusal(changed)) return changed;
      const { row, fields } = changed;
      if (fields.length) {
        await putLearningCase(tx, row);
        const { _id, version, community, status } = row;
        const data = { case: _id, community, status };
        tx.record(learningCasesContract.events.learningCaseChanged, { network, subject: _id, version, data });
      }
      return presentLearningCase(row);
    },
  ),
];
