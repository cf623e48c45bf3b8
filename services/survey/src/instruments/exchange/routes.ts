import { isRefusal, libraryContract } from '@skein/contracts';
import { type Implementation, missing, newId, read, write } from '@skein/service-kit';
import { draftInstrument } from '../definitions/decide.ts';
import { refuseDraft, refuseOwner } from '../definitions/owner.ts';
import { takeSlug } from '../definitions/record.ts';
import { findInstrument, findVersion } from '../definitions/store.ts';
import { contentOfFile, fileOf } from './file.ts';
import { fromSurveyJs } from './surveyjs.ts';

/** Instruments out of the network and into it. */
export const exchangeRoutes = (): Implementation[] => [
  read(libraryContract.routes.exportInstrument, async (call) => {
    const { reader, params, query } = call;
    const instrument = await findInstrument(reader, params.id);
    if (!instrument) return missing('instrument', params.id);
    const { number } = query;
    if (number === undefined) return refuseDraft(call, instrument) ?? fileOf(instrument.draft);
    const version = await findVersion(reader, params.id, number);
    return version ? fileOf(version) : missing(`version ${number} of an instrument`, params.id);
  }),

  write(libraryContract.routes.importInstrument, async (call) => {
    const { network, body, tx } = call;
    const { slug, community, file } = body;
    const refused = await refuseOwner(call, community);
    if (refused) return refused;
    const content = { ...contentOfFile(file), slug, community };
    return takeSlug(tx, draftInstrument(content, network, newId(), { kind: 'file' }));
  }),

  write(libraryContract.routes.importSurveyJs, async (call) => {
    const { network, body, tx } = call;
    const refused = await refuseOwner(call, body.community);
    if (refused) return refused;
    const carried = fromSurveyJs(body.form, body.title);
    if (isRefusal(carried)) return carried;
    const { content, notCarried } = carried;
    const origin = { kind: 'surveyjs' as const };
    const { slug, community } = body;
    const drafted = draftInstrument({ ...content, slug, community }, network, newId(), origin);
    const instrument = await takeSlug(tx, drafted);
    return isRefusal(instrument) ? instrument : { instrument, notCarried };
  }),
];
