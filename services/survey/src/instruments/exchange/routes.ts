import { isRefusal, libraryContract } from '@skein/contracts';
import { type Implementation, missing, newId, read, write } from '@skein/service-kit';
import { draftInstrument } from '../definitions/decide.ts';
import { takeSlug } from '../definitions/record.ts';
import { findInstrument, findVersion } from '../definitions/store.ts';
import { contentOfFile, fileOf } from './file.ts';
import { fromSurveyJs } from './surveyjs.ts';

/** Instruments out of the network and into it. */
export const exchangeRoutes = (): Implementation[] => [
  read(libraryContract.routes.exportInstrument, async ({ reader, params, query }) => {
    const instrument = await findInstrument(reader, params.id);
    if (!instrument) return missing('instrument', params.id);
    const { number } = query;
    if (number === undefined) return fileOf(instrument.draft);
    const version = await findVersion(reader, params.id, number);
    return version ? fileOf(version) : missing(`version ${number} of an instrument`, params.id);
  }),

  write(libraryContract.routes.importInstrument, async ({ network, body, tx }) => {
    const content = contentOfFile(body.file);
    return takeSlug(tx, draftInstrument({ ...content, slug: body.slug }, network, newId(), { kind: 'file' }));
  }),

  write(libraryContract.routes.importSurveyJs, async ({ network, body, tx }) => {
    const carried = fromSurveyJs(body.form, body.title);
    if (isRefusal(carried)) return carried;
    const { content, notCarried } = carried;
    const origin = { kind: 'surveyjs' as const };
    const instrument = await takeSlug(
      tx,
      draftInstrument({ ...content, slug: body.slug }, network, newId(), origin),
    );
    return isRefusal(instrument) ? instrument : { instrument, notCarried };
  }),
];
