import type { ReceiptLine, ServiceName } from '@skein/contracts';
import type { Counts, DepartureRow, SweptCollection } from './departures.ts';
import type { Held, Swept } from './sweep.ts';

const minute = 60_000;
/** What comes late (a message read again, a request that was under way) is swept up by going over all again then. */
const againAfterMs = [minute, 60 * minute, 24 * 60 * minute];

const noCounts = { removed: 0, changed: 0, kept: 0 };

const sumOf = (a: Counts, b: Counts): Counts => ({
  removed: a.removed + b.removed,
  changed: a.changed + b.changed,
  kept: a.kept + b.kept,
});

/** Stands among the collections for all that an earlier version had gone over: which they were, nothing tells. */
const earlier = '';

/** How far a sweep is. One of an earlier version begins anew, and finds again what it kept; what it took it does not. */
const sweptOf = ({ swept, counts = [] }: DepartureRow): readonly SweptCollection[] => {
  if (swept) return swept;
  const taken = { ...counts.reduce(sumOf, noCounts), kept: 0 };
  return taken.removed + taken.changed > 0 ? [{ collection: earlier, ...taken }] : [];
};

/** The collection that is to be gone over next, and after which row; undefined once all were. */
export const nextOf = (
  row: DepartureRow,
  held: readonly Held[],
): { readonly at: Held; readonly after: string | undefined } | undefined => {
  const swept = new Map(sweptOf(row).map((one) => [one.collection, one]));
  const isDone = ({ name }: Held): boolean => swept.has(name) && swept.get(name)?.after === undefined;
  const at = held.find((one) => !isDone(one));
  return at && { at, after: swept.get(at.name)?.after };
};

const inPresentShape = ({ place: _, after: __, counts: ___, ...row }: DepartureRow): DepartureRow => row;

/** The row after a step in a collection. */
export const advanced = (
  row: DepartureRow,
  { name }: Held,
  { after, erased: _, ...did }: Swept,
): DepartureRow => {
  const before = sweptOf(row);
  const one = before.find(({ collection }) => collection === name);
  const line = {
    collection: name,
    ...sumOf(one ?? noCounts, did),
    ...(after !== undefined && { after }),
  };
  return { ...inPresentShape(row), swept: [...before.filter((other) => other !== one), line] };
};

/** The row once everything was gone over; there may be a next time. */
export const finished = (row: DepartureRow, now: Date): DepartureRow => {
  const { dueAt: _, ...rest } = inPresentShape(row);
  const wait = againAfterMs[row.sweeps];
  return {
    ...rest,
    sweeps: row.sweeps + 1,
    swept: [],
    ...(wait !== undefined && { dueAt: new Date(now.getTime() + wait) }),
  };
};

/** What there was, of the places that held anything. */
export const linesOf = (service: ServiceName, row: DepartureRow, held: readonly Held[]): ReceiptLine[] => {
  const byName = new Map(held.map(({ name, holding }) => [name, holding]));
  return sweptOf(row).flatMap(({ collection, removed, changed, kept }): ReceiptLine[] => {
    if (removed + changed + kept === 0) return [];
    const { title, erase } = byName.get(collection) ?? {
      title: 'What was gone over before the service was replaced by a newer version',
    };
    const why = changed + kept > 0 && erase && 'why' in erase ? erase.why : undefined;
    return [{ service, what: title, removed, changed, kept, ...(why !== undefined && { why }) }];
  });
};
