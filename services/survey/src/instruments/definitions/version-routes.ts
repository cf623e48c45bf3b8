import { instrumentsContract, isRefusal, mayAnywhere } from '@skein/contracts';
import {
  after,
  type Implementation,
  missing,
  type Order,
  read,
  readPage,
  type ServiceContext,
  toEdit,
  write,
} from '@skein/service-kit';
import { contentOf, publish } from './decide.ts';
import { differencesBetween } from './differences.ts';
import { withoutRightAnswers } from './form.ts';
import { historyOf } from './history.ts';
import {
  findInstrument,
  findVersion,
  findVersions,
  type InstrumentVersionRow,
  insertVersion,
  presentVersion,
  replaceInstrument,
} from './store.ts';
import { languagesOf, untranslated } from './texts.ts';

const newestFirst: Order = [
  ['number', -1],
  ['_id', -1],
];

const summaryOf = (row: InstrumentVersionRow) => ({
  number: row.number,
  title: row.title,
  publishedAt: row.publishedAt.toISOString(),
  questions: row.questions.length,
  languages: languagesOf(row),
});

export const versionRoutes = ({ db }: ServiceContext): Implementation[] => [
  write(instrumentsContract.routes.publishInstrument, async ({ network, params, ifMatch, now, tx }) => {
    const found = await findInstrument(tx, network, params.id);
    const before = toEdit(found, ifMatch, missing('instrument', params.id));
    if (isRefusal(before)) return before;
    const versions = await findVersions(db, network, before._id, undefined, tx.session);
    const publication = publish(before, versions, now);
    if (isRefusal(publication)) return publication;
    const { instrument, version } = publication;
    await replaceInstrument(tx, instrument);
    await insertVersion(tx, version);
    tx.record(instrumentsContract.events.instrumentPublished, {
      network,
      subject: instrument._id,
      version: instrument.version,
      data: { instrument: instrument._id, number: version.number, title: version.title },
    });
    const left = untranslated(version);
    return { ...presentVersion(version), ...(Object.keys(left).length && { untranslated: left }) };
  }),

  read(instrumentsContract.routes.listInstrumentVersions, async ({ network, params, query }) => {
    const page = after(query.after, newestFirst);
    if (isRefusal(page)) return page;
    if (!(await findInstrument({ db }, network, params.id))) return missing('instrument', params.id);
    const filter = { network, instrument: params.id };
    const versions = db.collection<InstrumentVersionRow>('instrument_versions');
    return readPage(versions, filter, newestFirst, query, summaryOf);
  }),

  read(instrumentsContract.routes.readInstrumentVersion, async ({ network, params, actor }) => {
    const row = await findVersion(db, network, params.id, params.number);
    if (!row) return missing(`version ${params.number} of an instrument`, params.id);
    const version = presentVersion(row);
    return mayAnywhere(actor, 'instrument.edit') ? version : withoutRightAnswers(version);
  }),

  read(instrumentsContract.routes.readInstrumentHistory, async ({ network, params }) => {
    if (!(await findInstrument({ db }, network, params.id))) return missing('instrument', params.id);
    const versions = await findVersions(db, network, params.id);
    return {
      instrument: params.id,
      versions: versions.map(({ number }) => number),
      questions: historyOf(versions),
    };
  }),

  read(instrumentsContract.routes.compareInstrumentVersions, async ({ network, params, query }) => {
    const instrument = await findInstrument({ db }, network, params.id);
    if (!instrument) return missing('instrument', params.id);
    const { from, to } = query;
    const before = await findVersion(db, network, params.id, from);
    if (!before) return missing(`version ${from} of an instrument`, params.id);
    const after = to === undefined ? instrument.draft : await findVersion(db, network, params.id, to);
    if (!after) return missing(`version ${to} of an instrument`, params.id);
    return { differences: differencesBetween(contentOf(before), contentOf(after)) };
  }),
];
