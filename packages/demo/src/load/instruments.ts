import type { Client } from '@skein/client';
import type { Instrument, InstrumentContent, InstrumentSeen } from '@skein/contracts';
import { unless } from './membership/asked.ts';

type Own = (draft: InstrumentContent) => Partial<InstrumentContent>;

/** The instrument with its draft, which whoever loads may change. */
const withDraft = ({ draft, ...rest }: InstrumentSeen): Instrument => {
  if (!draft) throw new Error(`The draft of ${rest.slug} is not shown to who loads.`);
  return { ...rest, draft };
};

/** What was adopted of the library, or adopts it now; under a name of its own where another instrument has the usual one. */
const adopt = async (client: Client, template: string): Promise<Instrument> => {
  const there = await client.listInstruments
    .all()
    .find(({ origin }) => origin?.kind === 'library' && origin.template === template);
  if (there) return withDraft(there);
  const usual = { body: { template }, key: `adopt-${template}` };
  const adopted = await client.adoptTemplate(usual).catch(unless('already-exists'));
  const body = { template, slug: `${template}-of-the-library` };
  return adopted ?? (await client.adoptTemplate({ body }));
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
    ? await client.editInstrument({ params, body, ifMatch: adopted.version })
    : adopted;
  await client.publishInstrument({ params, ifMatch: version });
  return withDraft(await client.readInstrument({ params }));
};

/** Publishes a question's new wording as the second version; answers compare over both, for its key stays. */
export const rewordQuestion = async (client: Client, id: string, question: string, text: string) => {
  const params = { id };
  const read = withDraft(await client.readInstrument({ params }));
  if (read.published > 1) return;
  const questions = read.draft.questions.map((one) => (one.key === question ? { ...one, text } : one));
  const { version } = await client.editInstrument({
    params,
    body: { questions },
    ifMatch: read.version,
  });
  await client.publishInstrument({ params, ifMatch: version });
};
