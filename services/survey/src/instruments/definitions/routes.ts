import { instrumentsContract, isRefusal } from '@skein/contracts';
import { type Implementation, missing, newId, read, write } from '@skein/service-kit';
import { changeDraft, contentOf, discardDraft, draftInstrument, refuseDeletion } from './decide.ts';
import { findToEdit, mayChange, ownersAmong, refuseDraft, refuseOwner } from './owner.ts';
import { presentInstrument, presentSeen } from './present.ts';
import { recordDeleted, recordDrafted, takeSlug } from './record.ts';
import {
  currentVersions,
  deleteInstrument,
  findInstrument,
  findVersion,
  listInstruments,
  replaceInstrument,
} from './store.ts';

export const instrumentRoutes = (): Implementation[] => [
  write(instrumentsContract.routes.draftInstrument, async (call) => {
    const { network, body, tx } = call;
    const refused = await refuseOwner(call, body.community);
    return refused ?? takeSlug(tx, draftInstrument(body, network, newId()));
  }),

  read(instrumentsContract.routes.listInstruments, async ({ reader, query, actor }) => {
    const page = await listInstruments(reader, query, ownersAmong(actor));
    if (isRefusal(page)) return page;
    const others = page.items.filter((row) => !mayChange(actor, row));
    const current = new Map((await currentVersions(reader, others)).map((one) => [one.instrument, one]));
    return { ...page, items: page.items.map((row) => presentSeen(row, current.get(row._id))) };
  }),

  read(instrumentsContract.routes.readInstrument, async (call) => {
    const { reader, params, actor } = call;
    const row = await findInstrument(reader, params.id);
    if (!row) return missing('instrument', params.id);
    if (mayChange(actor, row)) return presentSeen(row);
    const current = await findVersion(reader, row._id, row.published);
    return current ? presentSeen(row, current) : (refuseDraft(call, row) ?? missing('instrument', params.id));
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
