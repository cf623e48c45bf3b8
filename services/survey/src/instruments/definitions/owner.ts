import { type Actor, may, mayAnywhere, type Refusal, type RightTarget, refuse } from '@skein/contracts';
import { refuseCommunity } from '@skein/known';
import { missing, staleUnless, type Tx } from '@skein/service-kit';
import type { InstrumentRow } from './row.ts';
import { findInstrument } from './store.ts';

interface Asking {
  readonly actor: Actor | undefined;
  deny(right: 'instrument.edit', target: RightTarget): Refusal | undefined;
}

/** Why somebody may not make an instrument for a community, or for the network where none is named. */
export const refuseOwner = async (
  { actor, deny, tx }: Asking & { readonly tx: Tx },
  community: string | undefined,
): Promise<Refusal | undefined> => {
  const denied = deny('instrument.edit', { community });
  if (denied && community === undefined && mayAnywhere(actor, 'instrument.edit')) {
    const detail =
      'Instruments of the whole network are made by those who run it; say for which community it is.';
    return refuse('forbidden', detail, ['community', 'is the community whose instrument it is']);
  }
  return denied ?? (community === undefined ? undefined : refuseCommunity(tx, community));
};

/** Whether somebody may change an instrument, and so see its draft. */
export const mayChange = (
  actor: Actor | undefined,
  { community }: Pick<InstrumentRow, 'community'>,
): boolean => may(actor, 'instrument.edit', { community });

/** The communities whose drafts somebody sees; undefined for who sees those of all. */
export const ownersAmong = (actor: Actor | undefined): readonly string[] | undefined =>
  may(actor, 'instrument.edit')
    ? undefined
    : Object.keys(actor?.communities ?? {}).filter((community) => mayChange(actor, { community }));

/** Why somebody may not see a draft, of which others see nothing before it is published. */
export const refuseDraft = (
  { deny }: Asking,
  { community, published }: InstrumentRow,
): Refusal | undefined => {
  const denied = deny('instrument.edit', { community });
  if (!denied) return undefined;
  const instead = published
    ? 'name one of its published versions by its `number`'
    : 'it is not published yet';
  return refuse('forbidden', `The draft is for those whose instrument it is; ${instead}.`);
};

/** An edit's beginning: the instrument, if the actor may edit it and nobody changed it meanwhile. */
export const findToEdit = async (
  call: Asking & { readonly params: { readonly id: string }; readonly ifMatch: number; readonly tx: Tx },
): Promise<InstrumentRow | Refusal> => {
  const row = await findInstrument(call.tx, call.params.id);
  if (!row) return missing('instrument', call.params.id);
  const denied = call.deny('instrument.edit', { community: row.community });
  if (denied) {
    const whose = row.community === undefined ? 'It is the network’s' : 'It is another community’s';
    return refuse('forbidden', `${whose} instrument: copy it, and change your copy.`);
  }
  return staleUnless(call.ifMatch, row.version) ?? row;
};
