import { blindBallotsContract, isRefusal } from '@skein/contracts';
import { type Implementation, missing, newId, write } from '@skein/service-kit';
import { makePlaceForMarks, unmark } from '../../asking/invitations/ballot-marks-store.ts';
import { invitationOf, noteReplaced } from '../../asking/invitations/store.ts';
import { keptOf } from '../../asking/kept/kept.ts';
import { statusAt } from '../../asking/surveys/decide.ts';
import { countReplacedBallot, findSurvey } from '../../asking/surveys/store.ts';
import { toReplace } from './decide.ts';

/**
 * Replaces a lost ballot. The one before cannot be called back, since nobody can tell which it is; so each replacement
 * is counted, and results say how many there were. Whether there was one before is not looked at, and so not told.
 */
export const ballotReplacing = (): Implementation =>
  write(blindBallotsContract.routes.replaceBallot, async ({ network, params, body, now, deny, tx }) => {
    const survey = await findSurvey(tx, params.id);
    const denied = deny('survey.run', { community: survey?.community });
    if (denied) return denied;
    if (!survey) return missing('survey', params.id);
    const asked = await invitationOf(tx, survey._id, body.person);
    const invitation = toReplace({ mode: survey.mode, status: statusAt(survey, now) }, asked);
    if (isRefusal(invitation)) return invitation;
    await makePlaceForMarks(tx, survey);
    await unmark(tx, keptOf(survey), invitation._id);
    await noteReplaced(tx, invitation);
    tx.concerned.add(body.person);
    const { _id, title, closesAt } = survey;
    const replacement = newId();
    const data = {
      ...{ survey: _id, replacement, title, closesAt: closesAt.toISOString() },
      ...{ person: body.person, member: !invitation.stranger },
    };
    tx.record(blindBallotsContract.events.ballotReplaced, {
      network,
      subject: replacement,
      version: 1,
      data,
    });
    return { replaced: await countReplacedBallot(tx, survey) };
  });
