import { isRefusal, type Refusal, refuse, remindersContract } from '@skein/contracts';
import {
  type Call,
  type Implementation,
  missing,
  read,
  type ServiceContext,
  type Tx,
  verifyLink,
  write,
} from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { silence } from '../audiences/store.ts';
import { findInvitation, silenceInvitation } from '../invitations/store.ts';
import { findSurvey, type SurveyRow } from '../surveys/store.ts';
import { mayRemind, remindable } from './decide.ts';
import { deleteRound, findRound, insertRound, presentReminder, remindersOf } from './store.ts';
import { participationOf, recipientsOf } from './who.ts';

type Asking = Pick<Call<never>, 'network' | 'deny'> & { readonly params: { readonly id: string } };

export const reminderRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => {
  const { db, config, keys } = context;
  const smallestGroup = config.SKEIN_SMALLEST_GROUP;

  const surveyFor = async (
    { network, params, deny }: Asking,
    session?: Tx['session'],
  ): Promise<SurveyRow | Refusal> => {
    const survey = await findSurvey(db, network, params.id, session);
    const denied = deny('survey.run', { community: survey?.community });
    return denied ?? survey ?? missing('survey', params.id);
  };

  return [
    read(remindersContract.routes.readParticipation, async ({ now, ...call }) => {
      const survey = await surveyFor(call);
      if (isRefusal(survey)) return survey;
      const { _id, network, mode } = survey;
      return {
        survey: _id,
        mode,
        ...(await participationOf(db, survey, smallestGroup, now)),
        smallestGroup,
        reminders: (await remindersOf(db, network, _id)).map(presentReminder),
      };
    }),

    read(remindersContract.routes.previewReminder, async ({ now, ...call }) => {
      const survey = await surveyFor(call);
      if (isRefusal(survey)) return survey;
      return remindable(survey, now) ?? recipientsOf(db, survey, smallestGroup, now);
    }),

    write(remindersContract.routes.remindNow, async ({ now, body, tx, ...call }) => {
      const survey = await surveyFor(call, tx.session);
      if (isRefusal(survey)) return survey;
      const { _id, network } = survey;
      const refused =
        remindable(survey, now) ??
        mayRemind(
          await remindersOf(db, network, _id, tx.session),
          await recipientsOf(db, survey, smallestGroup, now),
          body.confirmed,
          now,
        );
      if (refused) return refused;
      await lockRounds(tx, survey);
      return presentReminder(await insertRound(tx, survey, { kind: 'reminder', at: now, planned: false }));
    }),

    write(remindersContract.routes.cancelReminder, async ({ tx, params, ...call }) => {
      const survey = await surveyFor({ params, ...call }, tx.session);
      if (isRefusal(survey)) return survey;
      const round = await findRound(db, survey.network, params.reminder, tx.session);
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
      const invitation = await findInvitation(tx, network, sub);
      // Whoever was erased meanwhile gets no letters either.
      if (invitation) {
        tx.concerned.add(invitation.person);
        await silenceInvitation(tx, invitation);
        await silence(tx, network, sub);
      }
      return { silent: true as const };
    }),
  ];
};

/** Two who remind at the same moment meet here, and the second one is refused. */
const lockRounds = async (tx: Tx, { _id, network }: SurveyRow): Promise<void> => {
  await tx.db
    .collection<SurveyRow>('surveys')
    .updateOne({ _id, network }, { $set: { remindedAt: tx.now } }, { session: tx.session });
};
