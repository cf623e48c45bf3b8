import { instrumentRoutes as contract, isRefusal, refuse, surveyEvents } from '@skein/contracts';
import {
  after,
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  staleUnless,
  write,
} from '@skein/service-kit';
import { changeDraft, draftInstrument, publish } from './decide.ts';
import {
  findBySlug,
  findInstrument,
  findVersion,
  type InstrumentRow,
  insertInstrument,
  insertVersion,
  presentInstrument,
  presentVersion,
  replaceInstrument,
} from './store.ts';

const order: Order = [
  ['slug', 1],
  ['_id', 1],
];

// Instruments are the network's, of no one community: who may edit in any community may edit them, which the door checked.
export const instrumentRoutes = ({ db }: ServiceContext): Implementation[] => [
  write(contract.draftInstrument, async ({ network, body, tx }) => {
    if (await findBySlug(tx, network, body.slug)) {
      return refuse('already-exists', `There is an instrument ${body.slug}.`, ['slug', 'is taken']);
    }
    const row = draftInstrument(body, network, newId());
    if (isRefusal(row)) return row;
    await insertInstrument(tx, row);
    const { _id: instrument, version } = row;
    tx.record(surveyEvents.instrumentDrafted, {
      network,
      subject: instrument,
      version,
      data: { instrument },
    });
    return presentInstrument(row);
  }),

  read(contract.listInstruments, async ({ network, query }) => {
    const page = after(query.after, order);
    if (isRefusal(page)) return page;
    const filter = { network, ...(query.slug && { slug: query.slug }) };
    const find = db.collection<InstrumentRow>('instruments').find({ $and: [filter, page as never] });
    return readPage(find, order, query.limit, presentInstrument);
  }),

  write(contract.editInstrument, async ({ network, params, body, ifMatch, tx }) => {
    const before = await findInstrument(tx, network, params.id);
    if (!before) return missing('instrument', params.id);
    const stale = staleUnless(ifMatch, before.version);
    if (stale) return stale;
    const row = changeDraft(before, body);
    if (isRefusal(row)) return row;
    if (row !== before) {
      await replaceInstrument(tx, row);
      const { _id: instrument, version } = row;
      tx.record(surveyEvents.instrumentDrafted, {
        network,
        subject: instrument,
        version,
        data: { instrument },
      });
    }
    return presentInstrument(row);
  }),

  write(contract.publishInstrument, async ({ network, params, ifMatch, now, tx }) => {
    const before = await findInstrument(tx, network, params.id);
    if (!before) return missing('instrument', params.id);
    const stale = staleUnless(ifMatch, before.version);
    if (stale) return stale;
    const current = await findVersion(db, network, before._id, before.published, tx.session);
    const publication = publish(before, current, now);
    if (isRefusal(publication)) return publication;
    const { instrument, version } = publication;
    await replaceInstrument(tx, instrument);
    await insertVersion(tx, version);
    tx.record(surveyEvents.instrumentPublished, {
      network,
      subject: instrument._id,
      version: instrument.version,
      data: { instrument: instrument._id, number: version.number, title: version.title },
    });
    return presentVersion(version);
  }),

  read(contract.readInstrumentVersion, async ({ network, params }) => {
    const row = await findVersion(db, network, params.id, params.number);
    return row ? presentVersion(row) : missing(`version ${params.number} of an instrument`, params.id);
  }),
];
