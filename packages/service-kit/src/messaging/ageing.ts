import type { Db } from 'mongodb';
import type { Log } from '../log.ts';
import { type Background, startLoop } from '../loop.ts';
import { outbox } from './outbox.ts';

export interface Ageing extends Background {
  /** Throws while an event waits to be published for longer than it should. */
  check(): Promise<void>;
}

/**
 * Watches how long the first event of the outbox waits there. It is this process that measures, by how long it has seen
 * the same one first, since the clocks that dated the event may have been put back meanwhile.
 */
export const watchOutbox = (
  { db, log }: { readonly db: Db; readonly log: Log },
  { lateMs, everyMs = 5_000 }: { readonly lateMs: number; readonly everyMs?: number },
): Ageing => {
  let first: { readonly id: string; readonly since: number; said: boolean } | undefined;
  const isLate = (): boolean => first !== undefined && performance.now() - first.since > lateMs;
  const loop = startLoop('outbox-ageing', log, everyMs, async () => {
    const row = await outbox({ db }).findOne(
      { published: null },
      { sort: { _id: 1 }, projection: { _id: 1 } },
    );
    if (!row) first = undefined;
    else if (row._id !== first?.id) first = { id: row._id, since: performance.now(), said: false };
    if (first && isLate() && !first.said) {
      first.said = true;
      log.error({ event: first.id, lateMs }, 'events wait in the outbox and are not published');
    }
    return false;
  });
  return {
    stop: loop.stop,
    check: async () => {
      if (isLate()) throw new Error(`the event ${first?.id} waits to be published`);
    },
  };
};
