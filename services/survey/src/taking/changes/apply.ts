import { randomInt } from 'node:crypto';
import { type Loop, type ServiceContext, startLoop, type Tx, transact } from '@skein/service-kit';
import { groupsAsked } from '../../asking/invitations/store.ts';
import { type AskedSurvey, isWithdrawn, rowIdOf, tally, untally } from '../responses/decide.ts';
import { createSurveyLookup, type SurveyLookup } from '../responses/lookup.ts';
import { participationBack } from '../responses/place.ts';
import { addToTallies, findResponses, replaceResponses, stripes, wasRefused } from '../responses/store.ts';
import { applyChanges, type Change, isChange } from './decide.ts';
import { dropEarly, dueChanges, findEarly, putEarly, putOff } from './store.ts';

/**
 * Changes stored responses, and the tallies by exactly what that makes of them. What comes before its response is put
 * aside; what comes again, or after a later one, changes nothing.
 */
export const changeStored = async (
  tx: Tx,
  lookUp: SurveyLookup,
  { _id, network }: Pick<AskedSurvey, '_id' | 'network'>,
  changes: readonly Change[],
  stripe: string,
): Promise<void> => {
  if (changes.length === 0) return;
  const ids = [...new Set(changes.map(({ response }) => rowIdOf(_id, response)))];
  const stored = await findResponses(tx, network, _id, ids);
  const held = [...stored.values()].filter((row) => !isWithdrawn(row));
  const numbers = [...changes, ...held].map(({ instrumentVersion }) => instrumentVersion);
  const survey = await lookUp(tx, network, _id, numbers);
  const { rows, before, after, withdrawn, early } = applyChanges(survey, changes, stored);
  const links = survey.groups ? withdrawn.flatMap(({ link }) => link ?? []) : [];
  const groupOf = links.length ? await groupsAsked(tx, network, links) : new Map();
  await replaceResponses(tx, rows);
  const back = participationBack(survey, withdrawn, groupOf);
  for (const additions of [untally(survey, before), tally(survey, after), back])
    await addToTallies(tx, additions, stripe, survey.mode);
  await putEarly(tx, survey, early);
};

const atOnce = 100;

/** Applies changes that came before their responses, once these are there. */
export const startApplyingEarly = (context: ServiceContext): Loop => {
  const lookUp = createSurveyLookup();
  const applyIn = async (tx: Tx, due: Awaited<ReturnType<typeof findEarly>>): Promise<void> => {
    if (!due || !isChange(due.change)) return;
    const { network, survey, change } = due;
    const id = rowIdOf(survey, change.response);
    if ((await findResponses(tx, network, survey, [id])).size === 0) {
      if (await wasRefused(tx, network, id)) await dropEarly(tx, due);
      else await putOff(tx, due);
      return;
    }
    const stripe = randomInt(stripes).toString(16);
    await changeStored(tx, lookUp, { _id: survey, network }, [change], stripe);
    await dropEarly(tx, due);
  };
  return startLoop('early-changes', context.log, 500, async () => {
    const now = context.now();
    const rows = await dueChanges(context.db, now, atOnce);
    for (const row of rows)
      await transact(context, { network: row.network, now }, async (tx) =>
        applyIn(tx, await findEarly(tx, row)),
      );
    return rows.length === atOnce;
  });
};
