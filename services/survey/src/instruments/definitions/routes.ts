import { type Instrument, instrumentsContract, isRefusal, mayAnywhere } from '@skein/contracts';
import {
  type Call,
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  staleUnless,
  toEdit,
  write,
} from '@skein/service-kit';
import { changeDraft, contentOf, discardDraft, draftInstrument, refuseDeletion } from './decide.ts';
import { recordDeleted, recordDrafted, takeSlug } from './drafting.ts';
import { withoutRightAnswers } from './form.ts';
import {
  deleteInstrument,
  findInstrument,
  findVersion,
  type InstrumentRow,
  presentInstrument,
  replaceInstrument,
} from './store.ts';

const order: Order = [
  ['slug', 1],
  ['_id', 1],
];

/** The instrument as this person may see it: who may not edit it may have its quiz still before them. */
const presentTo = (actor: Call<never>['actor'], row: InstrumentRow): Instrument => {
  const whole = presentInstrument(row);
  if (mayAnywhere(actor, 'instrument.edit')) return whole;
  return { ...whole, draft: withoutRightAnswers(whole.draft) };
};

// Instruments are the network's, of no one community: who may edit in any community may edit them, which the door checked.
export const instrumentRoutes = ({ db }: ServiceContext): Implementation[] => [
  write(instrumentsContract.routes.draftInstrument, async ({ network, body, tx }) =>
    takeSlug(tx, draftInstrument(body, network, newId())),
  ),

  read(instrumentsContract.routes.listInstruments, async ({ network, query, actor }) => {
    const filter = { network, ...(query.slug && { slug: query.slug }) };
    return readPage(db.collection<InstrumentRow>('instruments'), filter, order, query, (row) =>
      presentTo(actor, row),
    );
  }),

  read(instrumentsContract.routes.readInstrument, async ({ network, params, actor }) => {
    const row = await findInstrument({ db }, network, params.id);
    return row ? presentTo(actor, row) : missing('instrument', params.id);
  }),

  write(instrumentsContract.routes.editInstrument, async ({ network, params, body, ifMatch, tx }) => {
    const found = await findInstrument(tx, network, params.id);
    const before = toEdit(found, ifMatch, missing('instrument', params.id));
    if (isRefusal(before)) return before;
    const row = changeDraft(before, body);
    if (isRefusal(row)) return row;
    if (row !== before) {
      await replaceInstrument(tx, row);
      recordDrafted(tx, row);
    }
    return presentInstrument(row);
  }),

  write(instrumentsContract.routes.discardDraft, async ({ network, params, ifMatch, tx }) => {
    const found = await findInstrument(tx, network, params.id);
    const before = toEdit(found, ifMatch, missing('instrument', params.id));
    if (isRefusal(before)) return before;
    const current = await findVersion(db, network, before._id, before.published, tx.session);
    const row = discardDraft(before, current);
    if (isRefusal(row)) return row;
    if (row !== before) {
      await replaceInstrument(tx, row);
      recordDrafted(tx, row);
    }
    return presentInstrument(row);
  }),

  write(instrumentsContract.routes.deleteInstrument, async ({ network, params, ifMatch, tx }) => {
    const before = await findInstrument(tx, network, params.id);
    if (!before) return missing('instrument', params.id);
    const refused = staleUnless(ifMatch, before.version) ?? refuseDeletion(before);
    if (refused) return refused;
    await deleteInstrument(tx, before);
    recordDeleted(tx, before);
    return undefined;
  }),

  write(instrumentsContract.routes.copyInstrument, async ({ network, params, body, tx }) => {
    const from = await findInstrument(tx, network, params.id);
    if (!from) return missing('instrument', params.id);
    const { number = 0, slug, title } = body;
    const version = number ? await findVersion(db, network, from._id, number, tx.session) : undefined;
    if (version === null) return missing(`version ${number} of an instrument`, from._id);
    const content = { ...contentOf(version ?? from.draft), ...(title && { title }) };
    const origin = { kind: 'copy' as const, instrument: from._id, number };
    return takeSlug(tx, draftInstrument({ ...content, slug }, network, newId(), origin));
  }),
];
