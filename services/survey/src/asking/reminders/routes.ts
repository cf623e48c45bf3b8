import { isRefusal, type Refusal, refuse, remindersContract } from '@skein/contracts';
import { refuseLetters } from '@skein/known';
import {
  type Call,
  type Implementation,
  missing,
  read,
  type ServiceContext,
  verifyLink,
  write,
} from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { silence } from '../audiences/silence-store.ts';
import { findInvitation, silenceInvitation } from '../invitations/store.ts';
import type { SurveyRow } from '../surveys/row.ts';
import { findSurvey, lockReminders } from '../surveys/store.ts';
import { mayRemind, remindable } from './decide.ts';
import { presentReminder } from './present.ts';
import { deleteRound, findRound, insertRound, remindersOf } from './store.ts';
import { type AnsweredAsShown, createTakingPart } from './who.ts';

type Asking = Pick<Call<never>, 'reader' | 'deny'> & { readonly params: { readonly id: string } };

/** Whether those who are asked may be of no community of the sender's. */
const isOutside = ({ audience }: SurveyRow): boolean =>
  ['addresses', 'people', 'meeting'].includes(audience.kind);

export const reminderRoutes = (
  context: ServiceContext<SurveyConfig>,
  answeredAsShown: AnsweredAsShown,
): Implementation[] => {
  const { config, keys } = context;
  const smallestGroup = config.SKEIN_SMALLEST_GROUP;
  const { participationOf, recipientsOf } = createTakingPart(answeredAsShown, smallestGroup);

  const surveyFor = async ({ reader, params, deny }: Asking): Promise<SurveyRow | Refusal> => {
    const survey = await findSurvey(reader, params.id);
    const denied = deny('survey.run', { community: survey?.community });
    return denied ?? survey ?? missing('survey', params.id);
  };

  return [
    read(remindersContract.routes.readParticipation, async ({ now, ...call }) => {
      const survey = await surveyFor(call);
      if (isRefusal(survey)) return survey;
      const { _id, mode } = survey;
      return {
        survey: _id,
        mode,
        ...(await participationOf(call.reader, survey, now)),
        smallestGroup,
        reminders: (await remindersOf(call.reader, _id)).map(presentReminder),
      };
    }),

    read(remindersContract.routes.previewReminder, async ({ now, ...call }) => {
      const survey = await surveyFor(call);
      if (isRefusal(survey)) return survey;
      return remindable(survey, now) ?? recipientsOf(call.reader, survey, now);
    }),

    write(remindersContract.routes.remindNow, async ({ network, now, body, tx, ...call }) => {
      const survey = await surveyFor(call);
      if (isRefusal(survey)) return survey;
      const { _id } = survey;
      const asked = await recipientsOf(tx, survey, now);
      const refused =
        remindable(survey, now) ??
        mayRemind(await remindersOf(tx, _id), asked, body.confirmed, now) ??
        (await refuseLetters(context, {
          ...{ network, actor: call.actor, right: 'survey.run' },
          ...(isOutside(survey) ? { letters: asked.recipients, rounds: 0 } : { letters: 0, rounds: 1 }),
        }));
      if (refused) return refused;
      await lockReminders(tx, survey);
      return presentReminder(await insertRound(tx, _id, { kind: 'reminder', at: now, planned: false }));
    }),

    write(remindersContract.routes.cancelReminder, async ({ tx, params, ...call }) => {
      const survey = await surveyFor({ params, ...call });
      if (isRefusal(survey)) return survey;
      const round = await findRound(tx, params.reminder);
      if (round?.survey !== survey._id || round.kind !== 'reminder')
        return missing('reminder', params.reminder);
      if (round.status !== 'planned')
        return refuse('conflict', `The reminder is ${round.status}; only a planned one is taken back.`);
      await deleteRound(tx, round);
    }),

    write(remindersContract.routes.stopSurveyLetters, async ({ network, params, query, tx }) => {
      const link = await verifyLink(keys, 'survey', 'survey-letters', query.token);
      if (isRefusal(link)) return link;
      const { net, sub, survey } = link.claims;
      if (net !== network || survey !== params.id)
        return refuse('invalid-token', 'This link is for another survey.', [
          'query.token',
          'is for another survey',
        ]);
      const invitation = await findInvitation(tx, sub);
      // Whoever was erased meanwhile gets no letters either.
      if (invitation) {
        tx.concerned.add(invitation.person);
        await silenceInvitation(tx, invitation);
        await silence(tx, sub);
      }
      return { silent: true as const };
    }),
  ];
};
