import { instrumentsContract, isRefusal, mayAnywhere } from '@skein/contracts';
import { type Implementation, missing, read, write } from '@skein/service-kit';
import { contentOf, publish } from './decide.ts';
import { differencesBetween } from './differences.ts';
import { withoutRightAnswers } from './form.ts';
import { historyOf } from './history.ts';
import { findToEdit, refuseDraft } from './owner.ts';
import { presentVersion } from './present.ts';
import type { InstrumentVersionRow } from './row.ts';
import {
  findInstrument,
  findVersion,
  findVersions,
  insertVersion,
  listVersions,
  replaceInstrument,
  versionsAfter,
} from './store.ts';
import { languagesOf, untranslated } from './texts.ts';

const summaryOf = (row: InstrumentVersionRow) => ({
  number: row.number,
  title: row.title,
  publishedAt: row.publishedAt.toISOString(),
  questions: row.questions.length,
  languages: languagesOf(row),
});

export const versionRoutes = (): Implementation[] => [
  write(instrumentsContract.routes.publishInstrument, async (call) => {
    const { network, now, tx } = call;
    const before = await findToEdit(call);
    if (isRefusal(before)) return before;
    const versions = await findVersions(tx, before._id);
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

  read(instrumentsContract.routes.listInstrumentVersions, async ({ reader, params, query }) => {
    const page = versionsAfter(query.after);
    if (isRefusal(page)) return page;
    if (!(await findInstrument(reader, params.id))) return missing('instrument', params.id);
    return listVersions(reader, params.id, query, summaryOf);
  }),

  read(instrumentsContract.routes.readInstrumentVersion, async ({ reader, params, actor }) => {
    const row = await findVersion(reader, params.id, params.number);
    if (!row) return missing(`version ${params.number} of an instrument`, params.id);
    const version = presentVersion(row);
    return mayAnywhere(actor, 'instrument.edit') ? version : withoutRightAnswers(version);
  }),

  read(instrumentsContract.routes.readInstrumentHistory, async ({ reader, params }) => {
    if (!(await findInstrument(reader, params.id))) return missing('instrument', params.id);
    const versions = await findVersions(reader, params.id);
    return {
      instrument: params.id,
      versions: versions.map(({ number }) => number),
      questions: historyOf(versions),
    };
  }),

  read(instrumentsContract.routes.compareInstrumentVersions, async (call) => {
    const { reader, params, query } = call;
    const instrument = await findInstrument(reader, params.id);
    if (!instrument) return missing('instrument', params.id);
    const { from, to } = query;
    const refused = to === undefined ? refuseDraft(call, instrument) : undefined;
    if (refused) return refused;
    const before = await findVersion(reader, params.id, from);
    if (!before) return missing(`version ${from} of an instrument`, params.id);
    const after = to === undefined ? instrument.draft : await findVersion(reader, params.id, to);
    if (!after) return missing(`version ${to} of an instrument`, params.id);
    return { differences: differencesBetween(contentOf(before), contentOf(after)) };
  }),
];
