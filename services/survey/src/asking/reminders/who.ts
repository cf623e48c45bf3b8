import { leaversAmong } from '@skein/known';
import type { Reader } from '@skein/service-kit';
import { countBallots, marksAmong } from '../invitations/ballot-marks-store.ts';
import type { InvitationRow } from '../invitations/row.ts';
import { invitationsAfter } from '../invitations/store.ts';
import { linksUsed } from '../invitations/used-links-store.ts';
import { keptOf } from '../kept/kept.ts';
import type { SurveyRow } from '../surveys/row.ts';
import { atMostReminded, participationTold, type Recipients } from './decide.ts';

const atOnce = 2_000;

/** How many have answered in what results show of a survey now, which what tells of results hands in. */
export type AnsweredAsShown = (
  reader: Reader,
  survey: SurveyRow,
  now: Date,
) => Promise<{ readonly answered: number; readonly final: boolean }>;

/** Those of these invitations whose people still want letters, and belong to whom the survey is for. */
export const reachable = async (
  reader: Reader,
  { audience }: Pick<SurveyRow, 'audience'>,
  rows: readonly InvitationRow[],
): Promise<InvitationRow[]> => {
  const { kind, community } = audience;
  const people = rows.map(({ person }) => person);
  const gone = await leaversAmong(reader, people, kind === 'meeting' ? undefined : community);
  return rows.filter(({ person, silent }) => !silent && !gone.has(person));
};

/** Those of these invitations that were not answered with; of an anonymous survey, that had no ballot. */
export const unanswered = async (
  reader: Reader,
  survey: SurveyRow,
  rows: readonly InvitationRow[],
): Promise<InvitationRow[]> => {
  const tell = survey.mode === 'anonymous' ? marksAmong : linksUsed;
  const answered = await tell(
    reader,
    keptOf(survey),
    rows.map(({ _id }) => _id),
  );
  return rows.filter(({ _id }) => !answered.has(_id));
};

const countExactly = async (reader: Reader, survey: SurveyRow): Promise<number> => {
  let count = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const rows: InvitationRow[] = await invitationsAfter(reader, survey._id, { cursor, limit: atOnce });
    count += (await unanswered(reader, survey, await reachable(reader, survey, rows))).length;
    cursor = rows.length === atOnce ? rows.at(-1)?.person : undefined;
  }
  return count;
};

/** Tells how many took part in surveys, and how many a reminder would go to, as far as either is told. */
export const createTakingPart = (answeredAsShown: AnsweredAsShown, smallestGroup: number) => {
  const participationOf = async (reader: Reader, survey: SurveyRow, now: Date) => {
    const shown = await answeredAsShown(reader, survey, now);
    const ballots = survey.mode === 'anonymous' ? await countBallots(reader, survey) : 0;
    return participationTold(survey, { ...shown, ballots }, smallestGroup);
  };

  /** Of a named survey exactly; of others no more than results tell. */
  const recipientsOf = async (reader: Reader, survey: SurveyRow, now: Date): Promise<Recipients> =>
    survey.mode === 'named'
      ? { recipients: await countExactly(reader, survey), exact: true }
      : atMostReminded(await participationOf(reader, survey, now));

  return { participationOf, recipientsOf };
};
export type TakingPart = ReturnType<typeof createTakingPart>;
