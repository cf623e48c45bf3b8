import type { Reader, Tx } from '@skein/service-kit';
import type { Collection, Document, Filter } from 'mongodb';
import type { Wish } from './decide.ts';

/** What the store of each kind of wish does alike; `rows` is its own collection. */
export const wishesIn = <W extends Wish & Document>(rows: (reader: Reader) => Collection<W>) => ({
  find: (reader: Reader, id: string): Promise<W | null> =>
    rows(reader).findOne<W>({ _id: id, network: reader.network } as Filter<W>),
  /** These wishes, whatever became of them. */
  among: (reader: Reader, ids: readonly string[]): Promise<W[]> =>
    rows(reader)
      .find<W>({ _id: { $in: [...ids] }, network: reader.network } as Filter<W>)
      .toArray(),
  put: async (tx: Tx, row: W): Promise<void> => {
    const { _id, network } = row;
    await rows(tx).replaceOne({ _id, network } as Filter<W>, row as never, { upsert: true });
  },
});

/** Erases the wishes of or about somebody; of those that they decided, who it was. */
export const erasingWishes = <W extends Wish>(concerns: (row: W, person: string) => boolean) => ({
  does: 'change' as const,
  why: 'What others asked for stays; that you settled it is gone.',
  to: (row: W, person: string): W | undefined => {
    if (concerns(row, person)) return undefined;
    const { by: _, ...rest } = row;
    return rest as W;
  },
});

/** What is shown of a wish to whoever decided it, and not to those whose it is. */
export const settledForOthers = ({ status }: Pick<Wish, 'status'>) => ({ status, settledBy: 'you' });
