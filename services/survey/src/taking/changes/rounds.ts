import { randomInt } from 'node:crypto';
import { type Loop, type ServiceContext, startLoop, type Tx, transact } from '@skein/service-kit';
import { rowIdOf } from '../responses/decide.ts';
import { placeFor } from '../responses/kept.ts';
import { createSurveyLookup } from '../responses/lookup.ts';
import { findResponses, wasRefused } from '../responses/store.ts';
import { stripes } from '../responses/tallies-store.ts';
import { changeStored } from './apply.ts';
import { isChange } from './decide.ts';
import type { EarlyChangeRow } from './row.ts';
import { dropEarly, dueChangesInAllNetworks, findEarly, putOff } from './store.ts';

const atOnce = 100;

/** Applies changes that came before their responses, once these are there. */
export const startApplyingEarly = (context: ServiceContext): Loop => {
  const lookUp = createSurveyLookup();
  const applyIn = async (tx: Tx, due: EarlyChangeRow | null): Promise<void> => {
    if (!due || !isChange(due.change)) return;
    const { survey, change } = due;
    const id = rowIdOf(survey, change.response);
    const { mode } = await lookUp(tx, survey, []);
    const of = await placeFor(tx, { _id: survey, mode });
    if ((await findResponses(tx, of, [id])).size === 0) {
      if (await wasRefused(tx, id)) await dropEarly(tx, due);
      else await putOff(tx, due);
      return;
    }
    const stripe = stripes[randomInt(stripes.length)] as string;
    await changeStored(tx, lookUp, survey, [change], stripe);
    await dropEarly(tx, due);
  };
  return startLoop('early-changes', context.log, 500, async () => {
    const now = context.now();
    const rows = await dueChangesInAllNetworks(context, now, atOnce);
    for (const row of rows)
      await transact(context, { network: row.network, now }, async (tx) =>
        applyIn(tx, await findEarly(tx, row)),
      );
    return rows.length === atOnce;
  });
};
