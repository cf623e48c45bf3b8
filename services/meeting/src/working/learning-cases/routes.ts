import { isRefusal, learningCasesContract } from '@skein/contracts';
import { unknownPeople } from '@skein/known';
import {
  type Implementation,
  missing,
  newId,
  read,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import { findMeeting } from '../../gathering/meetings/store.ts';
import { moveCase, raiseCase } from './decide.ts';
import { presentLearningCase } from './present.ts';
import { findLearningCase, listLearningCases, putLearningCase } from './store.ts';

export const learningCaseRoutes = (): Implementation[] => [
  write(learningCasesContract.routes.raiseLearningCase, async ({ network, params, body, deny, tx }) => {
    const meeting = await findMeeting(tx, params.id);
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

  read(learningCasesContract.routes.listLearningCases, async ({ reader, query, deny }) => {
    const denied = deny('meeting.read', { community: query.community });
    return denied ?? listLearningCases(reader, query, presentLearningCase);
  }),

  write(
    learningCasesContract.routes.editLearningCase,
    async ({ network, params, body, ifMatch, deny, tx }) => {
      const found = await findLearningCase(tx, params.id);
      const denied = found && deny('learning-case.raise', { community: found.community });
      const before = denied ?? toEdit(found, ifMatch, missing('learning case', params.id));
      if (isRefusal(before)) return before;
      const meetingOf = (id: string) => findMeeting(tx, id);
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
