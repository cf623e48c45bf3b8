import { publicationsContract } from '@skein/contracts';
import { type Loop, type ServiceContext, startLoop, type Tx, transact } from '@skein/service-kit';
import type { ResultLettersRow } from './row.ts';
import { endTelling, findTelling, moveOn, underWayInAllNetworks } from './store.ts';
import { readersAfter } from './who.ts';

/** As many as an event may name. */
const batch = 500;
const atOnce = 20;

/** Tells the next people of an audience: who they are and how far it has got are written together, so nobody twice. */
const tellSome = async (tx: Tx, told: ResultLettersRow): Promise<boolean> => {
  const row = await findTelling(tx, told);
  if (!row) return false;
  const { people, last } = await readersAfter(tx, row, batch);
  const { network, publication } = row;
  if (last === undefined) {
    await endTelling(tx, publication);
    return false;
  }
  const version = row.version + (people.length ? 1 : 0);
  await moveOn(tx, { ...row, version, cursor: last });
  if (people.length)
    tx.record(publicationsContract.events.readersTold, {
      network,
      subject: row._id,
      version,
      data: { publication, people },
    });
  return true;
};

/** Tells the audiences of published results where that was asked for, some people at a time. */
export const startTelling = (context: ServiceContext): Loop =>
  startLoop('result-letters', context.log, 500, async () => {
    let again = false;
    for (const row of await underWayInAllNetworks(context, atOnce)) {
      try {
        again =
          (await transact(context, { network: row.network, now: context.now() }, (tx) =>
            tellSome(tx, row),
          )) || again;
      } catch (error) {
        context.log.warn({ publication: row.publication, err: error }, 'readers could not be told yet');
      }
    }
    return again;
  });
