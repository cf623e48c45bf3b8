import { type Refusal, refuse } from '@skein/contracts';

/** What every wish has that others decide, whatever it is for. */
export interface Wish {
  readonly _id: string;
  readonly network: string;
  readonly version: number;
  readonly status: string;
  readonly askedAt: Date;
  /** Who decided it. */
  readonly by?: string | undefined;
}

export const openWish = ({
  network,
  now,
  _id,
}: {
  readonly network: string;
  readonly now: Date;
  readonly _id: string;
}) => ({ _id, network, version: 1, status: 'open' as const, askedAt: now });

/** Decides a wish, once. */
export const decideWish = <W extends Wish, S extends string>(
  before: W,
  status: S,
  by: string,
): (W & { readonly version: number; readonly status: S; readonly by: string }) | Refusal =>
  before.status === 'open'
    ? { ...before, version: before.version + 1, status, by }
    : refuse('conflict', `This is decided already: ${before.status}.`);
