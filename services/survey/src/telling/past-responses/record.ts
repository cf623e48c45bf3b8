import {
  type AcceptedResponse,
  type PastCheck,
  pastResponsesContract,
  type Refusal,
  refuse,
} from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import { keptOf } from '../../asking/kept/kept.ts';
import { presentSurvey } from '../../asking/surveys/present.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { findPast, insertSurvey } from '../../asking/surveys/store.ts';
import { secretOf } from '../../taking/cell-keys/store.ts';
import { rowOf, tally } from '../../taking/responses/decide.ts';
import { createSurveyLookup } from '../../taking/responses/lookup.ts';
import { orderOf } from '../../taking/responses/order.ts';
import { insertResponses } from '../../taking/responses/store.ts';
import { addToTallies, stripes } from '../../taking/responses/tallies-store.ts';
import { type Checked, isGood } from './check.ts';
import { responseId } from './response-id.ts';

/** Writes the survey with its responses, their counts and its event; refuses a file that was brought in before. */
export const writePast = async (
  tx: Tx,
  survey: SurveyRow,
  { rows }: Checked,
): Promise<Refusal | undefined> => {
  const { _id, network, instrument, instrumentVersion: number, community, past, version } = survey;
  const before = await findPast(tx, instrument, past?.digest ?? '');
  if (before)
    return refuse('already-exists', `This file was brought in already, as “${before.title}”.`, [
      'file',
      'was brought in before',
    ]);
  await insertSurvey(tx, survey);
  const secret = await secretOf(tx, _id);
  const asked = await createSurveyLookup()(tx, _id, [number]);
  const receivedAt = survey.closesAt.toISOString();
  const stored = rows.filter(isGood).map(({ row, answers }) => {
    const response = responseId(secret, row.line);
    const accepted: AcceptedResponse = {
      survey: _id,
      response,
      instrumentVersion: number,
      answers,
      receivedAt,
    };
    return rowOf(asked, accepted, { orderOf });
  });
  // In order of their ids, which are drawn: where a response stood in the file is told by nothing.
  await insertResponses(
    tx,
    keptOf(survey),
    stored.toSorted((one, other) => (one._id < other._id ? -1 : 1)),
  );
  await addToTallies(tx, tally(asked, stored), stripes[0] as string, survey.mode);
  tx.concerned.add(_id);
  tx.record(pastResponsesContract.events.responsesBroughtIn, {
    network,
    subject: _id,
    version,
    data: { survey: _id, instrument, number, responses: stored.length, ...(community && { community }) },
  });
  return undefined;
};

export const presentBroughtIn = (survey: SurveyRow, rows: PastCheck['rows'], now: Date) => ({
  survey: presentSurvey(survey, [], now),
  rows,
});
