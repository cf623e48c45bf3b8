import {
  type Instrument,
  type InstrumentContent,
  instrumentsContract,
  libraryContract,
} from '@skein/contracts';
import { type Client, listAll } from '../client.ts';
import { unless } from './membership/asked.ts';

type Own = (draft: InstrumentContent) => Partial<InstrumentContent>;

/** What was adopted of the library, or adopts it now; under a name of its own where another instrument has the usual one. */
const adopt = async (client: Client, template: string): Promise<Instrument> => {
  const there = (await listAll(client, instrumentsContract.routes.listInstruments)).find(
    ({ origin }) => origin?.kind === 'library' && origin.template === template,
  );
  if (there) return there;
  const usual = { body: { template }, key: `adopt-${template}` };
  const adopted = await client
    .call(libraryContract.routes.adoptTemplate, usual)
    .catch(unless('already-exists'));
  const body = { template, slug: `${template}-of-the-library` };
  return adopted ?? (await client.call(libraryContract.routes.adoptTemplate, { body }));
};

/**
 * Adopts an instrument of the built-in library and publishes it, with what is `own` put in before; one that is published
 * already is taken as it is.
 */
export const loadInstrument = async (client: Client, template: string, own?: Own): Promise<Instrument> => {
  const adopted = await adopt(client, template);
  if (adopted.published > 0) return adopted;
  const params = { id: adopted.id };
  const body = own?.(adopted.draft);
  const { version } = body
    ? await client.call(instrumentsContract.routes.editInstrument, { params, body, ifMatch: adopted.version })
    : adopted;
  await client.call(instrumentsContract.routes.publishInstrument, { params, ifMatch: version });
  return client.call(instrumentsContract.routes.readInstrument, { params });
};

/** Publishes a question's new wording as the second version; answers compare over both, for its key stays. */
export const rewordQuestion = async (client: Client, id: string, question: string, text: string) => {
  const params = { id };
  const read = await client.call(instrumentsContract.routes.readInstrument, { params });
  if (read.published > 1) return;
  const questions = read.draft.questions.map((one) => (one.key === question ? { ...one, text } : one));
  const { version } = await client.call(instrumentsContract.routes.editInstrument, {
    params,
    body: { questions },
    ifMatch: read.version,
  });
  await client.call(instrumentsContract.routes.publishInstrument, { params, ifMatch: version });
};
