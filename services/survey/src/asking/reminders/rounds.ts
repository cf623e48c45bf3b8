import { remindersContract, surveysContract } from '@skein/contracts';
import { type Loop, type ServiceContext, startLeasedLoop, type Tx, transact } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import type { InvitationRow } from '../invitations/row.ts';
import { invitationsAfter } from '../invitations/store.ts';
import { statusAt } from '../surveys/decide.ts';
import type { SurveyRow } from '../surveys/row.ts';
import { findSurvey, replaceSurvey } from '../surveys/store.ts';
import { overtaken } from './decide.ts';
import type { RoundRow } from './row.ts';
import { deleteRound, dueRoundsInAllNetworks, findRound, putRound, remindersOf } from './store.ts';
import { type AnsweredAsShown, createTakingPart, reachable, type TakingPart, unanswered } from './who.ts';

const leaseName = 'survey-letters';
const leaseMs = 5_000;
/** People of one transaction: as many as an event may name. */
const atOnce = 500;

type Context = ServiceContext<SurveyConfig>;

const idsOf = (rows: readonly InvitationRow[], strangers: boolean): string[] =>
  rows.filter(({ stranger = false }) => stranger === strangers).map(({ person }) => person);

/** Tells of invitations; their events are the survey's own. */
const tellInvited = async (tx: Tx, survey: SurveyRow, rows: readonly InvitationRow[]): Promise<void> => {
  const { _id: subject, network, title } = survey;
  const closesAt = survey.closesAt.toISOString();
  let { version } = survey;
  const told = [
    [surveysContract.events.peopleInvited, idsOf(rows, false)],
    [surveysContract.events.addresseesInvited, idsOf(rows, true)],
  ] as const;
  for (const [definition, people] of told) {
    if (people.length === 0) continue;
    version += 1;
    tx.record(definition, { network, subject, version, data: { survey: subject, title, closesAt, people } });
  }
  if (version > survey.version) await replaceSurvey(tx, { ...survey, version });
};

const tellReminded = (
  tx: Tx,
  survey: SurveyRow,
  round: RoundRow,
  rows: readonly InvitationRow[],
): RoundRow => {
  if (rows.length === 0) return round;
  const { _id: reminder, network } = round;
  const version = round.version + 1;
  const data = {
    ...{ survey: survey._id, reminder, title: survey.title, closesAt: survey.closesAt.toISOString() },
    ...{ people: idsOf(rows, false), addressees: idsOf(rows, true) },
  };
  tx.record(remindersContract.events.remindersDue, { network, subject: reminder, version, data });
  return { ...round, version };
};

/**
 * Whom an event of a round names. Of a survey that is not named a reminder names all, answered or not, since what is
 * published stays: when somebody had not answered yet must not be read there. Who has is left out as letters go.
 */
const namedBy = async (
  tx: Tx,
  survey: SurveyRow,
  { kind }: RoundRow,
  rows: readonly InvitationRow[],
): Promise<InvitationRow[]> => {
  const wanting = await reachable(tx, survey, rows);
  return kind === 'reminder' && survey.mode === 'named' ? unanswered(tx, survey, wanting) : wanting;
};

const withoutCursor = ({ cursor: _, ...round }: RoundRow): RoundRow => round;

const sendSome = async (tx: Tx, survey: SurveyRow, round: RoundRow): Promise<void> => {
  const { cursor } = round;
  const rows = await invitationsAfter(tx, survey._id, { cursor, limit: atOnce });
  const people = await namedBy(tx, survey, round, rows);
  if (round.kind === 'invitation') await tellInvited(tx, survey, people);
  const told = round.kind === 'reminder' ? tellReminded(tx, survey, round, people) : round;
  const { recipients = 0, exact } = told;
  const after = { ...told, ...(exact && { recipients: recipients + people.length }) };
  const last = rows.length === atOnce ? rows.at(-1)?.person : undefined;
  await putRound(
    tx,
    last === undefined ? { ...withoutCursor(after), status: 'sent' } : { ...after, cursor: last },
  );
};

/** Begins a round that is due, which takes the place of those that were due before it. */
const begin = async (
  { recipientsOf }: TakingPart,
  tx: Tx,
  survey: SurveyRow,
  round: RoundRow,
): Promise<RoundRow | undefined> => {
  if (round.kind === 'invitation') return { ...round, status: 'sending' };
  const reminders = await remindersOf(tx, survey._id);
  const later = reminders.find(
    ({ _id, status, at }) => _id !== round._id && status === 'planned' && at > round.at && at <= tx.now,
  );
  // The later one is to be sent in its stead.
  if (later) return undefined;
  for (const other of overtaken(reminders, round, tx.now))
    await putRound(tx, { ...other, status: 'dropped' });
  const { recipients, exact } =
    survey.mode === 'named' ? { recipients: 0, exact: true } : await recipientsOf(tx, survey, tx.now);
  return { ...round, status: 'sending', recipients, exact };
};

const isDue = ({ status }: RoundRow): boolean => status === 'planned' || status === 'sending';

/** Takes a round some people further, or ends it with its survey. */
const advance = async (takingPart: TakingPart, tx: Tx, before: RoundRow): Promise<void> => {
  const survey = await findSurvey(tx, before.survey);
  if (!survey) return deleteRound(tx, before);
  const status = statusAt(survey, tx.now);
  if (status === 'closed') return putRound(tx, { ...withoutCursor(before), status: 'dropped' });
  if (status === 'preparing') return;
  const round = before.status === 'planned' ? await begin(takingPart, tx, survey, before) : before;
  if (round) await sendSome(tx, survey, round);
};

/**
 * Sends rounds of letters: tells notification of some people in a transaction that also notes how far it has come, so
 * that a process may end anywhere and each person is told of once; the lease only keeps two from the same work.
 */
export const startRounds = (context: Context, answeredAsShown: AnsweredAsShown): Loop => {
  const { log, config } = context;
  const takingPart = createTakingPart(answeredAsShown, config.SKEIN_SMALLEST_GROUP);

  const step = ({ network, _id }: RoundRow): Promise<unknown> =>
    transact(context, { network, now: context.now() }, async (tx) => {
      const round = await findRound(tx, _id);
      if (round && isDue(round)) await advance(takingPart, tx, round);
    });

  return startLeasedLoop(context, leaseName, { idleMs: 500, leaseMs }, async (mine) => {
    const rows = await dueRoundsInAllNetworks(context, context.now(), 50);
    if (rows.length === 0 || !(await mine())) return false;
    for (const row of rows) {
      // One that fails must not hold up the others.
      await step(row).catch((error: unknown) => {
        log.warn({ round: row._id, err: error }, 'letters of a survey could not be told of yet');
      });
    }
    return (await dueRoundsInAllNetworks(context, context.now(), 1)).some(
      ({ status }) => status === 'sending',
    );
  });
};
