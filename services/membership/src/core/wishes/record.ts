import { type Actor, isRefusal, type Refusal } from '@skein/contracts';
import { missing, type Tx, toEdit } from '@skein/service-kit';
import { decidersFor } from '../audiences/deciders.ts';
import type { Wish } from './decide.ts';

interface Kind<W extends Wish> {
  /** Whom it is told to once it is decided. */
  readonly whose: (row: W) => string;
  put(tx: Tx, row: W): Promise<void>;
}

/** Writes a wish that was just made; `tell` records its event, with those who decide it and hear of it by letter. */
export const putWish = async <W extends Wish>(
  tx: Tx,
  row: W,
  { whose, put }: Kind<W>,
  tell: (deciders: string[]) => void,
  community?: string,
): Promise<void> => {
  await put(tx, row);
  tell(await decidersFor(tx, tx.now, community));
  tx.concerned.add(whose(row));
};

interface Deciding {
  readonly params: { readonly id: string };
  readonly ifMatch: number;
  readonly actor: Actor | undefined;
  readonly tx: Tx;
}

/** Decides a wish from the version that was read, and writes it; `tell` records its event. */
export const putDecided = async <W extends Wish>(
  { params, ifMatch, actor, tx }: Deciding,
  { whose, put, find, called }: Kind<W> & Finding<W>,
  decide: (before: W, by: string) => W | Refusal | Promise<W | Refusal>,
  tell: (row: W) => void,
): Promise<W | Refusal> => {
  const before = toEdit(await find(tx, params.id), ifMatch, missing(called, params.id));
  if (isRefusal(before)) return before;
  const row = await decide(before, actor?.person ?? '');
  if (isRefusal(row)) return row;
  await put(tx, row);
  tell(row);
  tx.concerned.add(whose(row));
  return row;
};

interface Finding<W extends Wish> {
  /** What it is called where there is none. */
  readonly called: string;
  find(tx: Tx, id: string): Promise<W | null>;
}
