import type { Refusal, Right } from '@skein/contracts';
import { missing, staleUnless, type Tx } from '@skein/service-kit';
import type { ProspectRow } from './row.ts';
import { findProspect } from './store.ts';

interface EditCall {
  readonly network: string;
  readonly params: { readonly id: string };
  readonly tx: Tx;
  deny(right: Right, target: { community?: string; person?: string }): Refusal | undefined;
}

/** One that the caller may keep. To whom it is not theirs, one of another network is not there. */
export const findToKeep = async (call: EditCall, ifMatch?: number): Promise<ProspectRow | Refusal> => {
  const { params, tx } = call;
  const row = await findProspect(tx, params.id);
  const denied = call.deny('prospect.keep', row ? targetOf(row) : {});
  if (!row) return denied ?? missing('prospect', params.id);
  tx.concerned.add(row.owner);
  return denied ?? (ifMatch === undefined ? undefined : staleUnless(ifMatch, row.version)) ?? row;
};

/** Whose right counts for it: that of those who run its community, and of its contacter. */
export const targetOf = ({ community, owner }: ProspectRow) => ({
  person: owner,
  ...(community && { community }),
});
