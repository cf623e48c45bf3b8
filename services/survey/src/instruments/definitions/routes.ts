import { type Instrument, instrumentsContract, isRefusal, may } from '@skein/contracts';
import { type Call, type Implementation, missing, newId, read, write } from '@skein/service-kit';
import { changeDraft, contentOf, discardDraft, draftInstrument, refuseDeletion } from './decide.ts';
import { withoutRightAnswers } from './form.ts';
import { findToEdit, refuseDraft, refuseOwner } from './owner.ts';
import { presentInstrument } from './present.ts';
import { recordDeleted, recordDrafted, takeSlug } from './record.ts';
import type { InstrumentRow } from './row.ts';
import {
  deleteInstrument,
  findInstrument,
  findVersion,
  listInstruments,
  replaceInstrument,
} from './store.ts';

/** The instrument as this person may see it: who may not edit it may have its quiz still before them. */
const presentTo = (actor: Call<never>['actor'], row: InstrumentRow): Instrument => {
  const whole = presentInstrument(row);
  if (may(actor, 'instrument.edit', { community: row.community })) return whole;
  return { ...whole, draft: withoutRightAnswers(whole.draft) };
};

export const instrumentRoutes = (): Implementation[] => [
  write(instrumentsContract.routes.draftInstrument, async (call) => {
    const { network, body, tx } = call;
    const refused = await refuseOwner(call, body.community);
    return refused ?? takeSlug(tx, draftInstrument(body, network, newId()));
  }),

  read(instrumentsContract.routes.listInstruments, async ({ reader, query, actor }) =>
    listInstruments(reader, query, (row) => presentTo(actor, row)),
  ),

  read(instrumentsContract.routes.readInstrument, async ({ reader, params, actor }) => {
    const row = await findInstrument(reader, params.id);
    return row ? presentTo(actor, row) : missing('instrument', params.id);
  }),

  write(instrumentsContract.routes.editInstrument, async (call) => {
    const { body, tx } = call;
    const before = await findToEdit(call);
    if (isRefusal(before)) return before;
    const row = changeDraft(before, body);
    if (isRefusal(row)) return row;
    if (row !== before) {
      await replaceInstrument(tx, row);
      recordDrafted(tx, row);
    }
    return presentInstrument(row);
  }),

  write(instrumentsContract.routes.discardDraft, async (call) => {
    const { tx } = call;
    const before = await findToEdit(call);
    if (isRefusal(before)) return before;
    const current = await findVersion(tx, before._id, before.published);
    const row = discardDraft(before, current);
    if (isRefusal(row)) return row;
    if (row !== before) {
      await replaceInstrument(tx, row);
      recordDrafted(tx, row);
    }
    return presentInstrument(row);
  }),

  write(instrumentsContract.routes.deleteInstrument, async (call) => {
    const { tx } = call;
    const before = await findToEdit(call);
    if (isRefusal(before)) return before;
    const refused = refuseDeletion(before);
    if (refused) return refused;
    await deleteInstrument(tx, before);
    recordDeleted(tx, before);
    return undefined;
  }),

  write(instrumentsContract.routes.copyInstrument, async (call) => {
    const { network, params, body, tx } = call;
    const from = await findInstrument(tx, params.id);
    if (!from) return missing('instrument', params.id);
    const { number = 0, slug, title, community } = body;
    const refused = (number ? undefined : refuseDraft(call, from)) ?? (await refuseOwner(call, community));
    if (refused) return refused;
    const version = number ? await findVersion(tx, from._id, number) : undefined;
    if (version === null) return missing(`version ${number} of an instrument`, from._id);
    const content = { ...contentOf(version ?? from.draft), ...(title && { title }) };
    const origin = { kind: 'copy' as const, instrument: from._id, number };
    return takeSlug(tx, draftInstrument({ ...content, slug, community }, network, newId(), origin));
  }),
];
