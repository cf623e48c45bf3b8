import { type Actor, may, type Refusal } from '@skein/contracts';
import type { Call } from '@skein/service-kit';
import type { VoteRow } from './row.ts';

/** A community's vote is read by those who belong to it, the network's by every member. */
export const refuseReader = ({ community }: VoteRow, deny: Call<never>['deny']): Refusal | undefined =>
  community === undefined ? undefined : deny('vote.read', { community });

/** The communities whose own votes somebody may read; undefined: all. */
export const readableTo = (actor: Actor | undefined): string[] | undefined =>
  may(actor, 'vote.read')
    ? undefined
    : Object.keys(actor?.communities ?? {}).filter((community) => may(actor, 'vote.read', { community }));
