import { isRefusal, type Refusal } from '@skein/contracts';
import { type Audited, writeAudits } from '../people/audit.ts';
import type { Tx } from '../storage/transaction.ts';
import { onceForAll } from './idempotency.ts';
import type { SharedRequest } from './routes.ts';

/** One of several requests that are answered in one transaction. */
export interface Together<T> {
  readonly shared: SharedRequest;
  /** Ids that its audit line names, beside those of its address. */
  readonly concerned: readonly string[];
  /** Answers it; what it writes goes through the transaction, and a refusal has written nothing. */
  readonly work: () => Promise<T | Refusal>;
}

/**
 * Answers several requests in one transaction, in their order, each once for its key and with an audit line of its own:
 * what a `write` handler does for one, at the cost of one for all.
 */
export const answerTogether = async <T>(tx: Tx, all: readonly Together<T>[]): Promise<(T | Refusal)[]> => {
  const sharing = all.map(({ shared: { keyed }, work }) =>
    isRefusal(keyed) ? { request: undefined, work: async () => keyed } : { request: keyed, work },
  );
  const done = await onceForAll<T>(tx, sharing);
  const lines = all.flatMap(({ shared, concerned }, place): Audited[] =>
    done[place]?.isNew ? [shared.said(concerned)] : [],
  );
  await writeAudits(tx, lines);
  return done.map(({ reply }) => reply);
};
