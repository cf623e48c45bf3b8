import type { Tx } from '@skein/service-kit';
import { groupsAsked } from '../../asking/invitations/store.ts';
import { isWithdrawn, rowIdOf, tally, untally } from '../responses/decide.ts';
import { placeFor } from '../responses/kept.ts';
import type { SurveyLookup } from '../responses/lookup.ts';
import { orderOf } from '../responses/order.ts';
import { participationBack } from '../responses/place.ts';
import { findResponses, replaceResponses } from '../responses/store.ts';
import { addToTallies } from '../responses/tallies-store.ts';
import { applyChanges, type Change } from './decide.ts';
import { putEarly } from './store.ts';

/**
 * Changes stored responses, and the tallies by exactly what that makes of them. What comes before its response is put
 * aside; what comes again, or after a later one, changes nothing.
 */
export const changeStored = async (
  tx: Tx,
  lookUp: SurveyLookup,
  id: string,
  changes: readonly Change[],
  stripe: string,
): Promise<void> => {
  if (changes.length === 0) return;
  const ids = [...new Set(changes.map(({ response }) => rowIdOf(id, response)))];
  const { mode } = await lookUp(tx, id, []);
  const of = await placeFor(tx, { _id: id, mode });
  const stored = await findResponses(tx, of, ids);
  const held = [...stored.values()].filter((row) => !isWithdrawn(row));
  const numbers = [...changes, ...held].map(({ instrumentVersion }) => instrumentVersion);
  const survey = await lookUp(tx, id, numbers);
  const { rows, before, after, withdrawn, early } = applyChanges(survey, changes, stored, { orderOf });
  const links = survey.groups ? withdrawn.flatMap(({ link }) => link ?? []) : [];
  const groupOf = links.length ? await groupsAsked(tx, links) : new Map();
  await replaceResponses(tx, of, rows);
  const back = participationBack(survey, withdrawn, groupOf);
  for (const additions of [untally(survey, before), tally(survey, after), back])
    await addToTallies(tx, additions, stripe, survey.mode);
  await putEarly(tx, survey, early);
};
