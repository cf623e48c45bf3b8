import type { Refusal } from '@skein/contracts';
import type { Call } from '@skein/service-kit';
import type { VoteRow } from './row.ts';

/** A community's vote is read by those who belong to it, the network's by every member. */
export const refuseReader = ({ community }: VoteRow, deny: Call<never>['deny']): Refusal | undefined =>
  community === undefined ? undefined : deny('vote.read', { community });
