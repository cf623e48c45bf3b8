import { type AcceptedResponse, IntakeBatch, intakeStream, intakeSubject } from '@skein/contracts';
import type { ConsumerDeclaration, Tx } from '@skein/service-kit';
import { findVersion } from '../instruments/store.ts';
import { findSurvey } from '../surveys/store.ts';
import { type AskedSurvey, rowIdOf, sortResponses, tally } from './decide.ts';
import {
  addToTallies,
  insertResponses,
  insertUsedLinks,
  linksUsed,
  putRefused,
  storedResponses,
} from './store.ts';

export const responsesConsumer = 'survey-responses';

/** Surveys kept in memory by a worker; what is kept of one never changes. */
const mostKept = 2_000;

const createSurveyLookup = () => {
  const kept = new Map<string, AskedSurvey>();
  return async (tx: Tx, network: string, id: string): Promise<AskedSurvey> => {
    const before = kept.get(id);
    if (before?.network === network) return before;
    const survey = await findSurvey(tx.db, network, id, tx.session);
    if (!survey) throw new Error(`there is no survey ${id} in ${network}`);
    const { mode, instrument, instrumentVersion } = survey;
    const version = await findVersion(tx.db, network, instrument, instrumentVersion, tx.session);
    if (!version) throw new Error(`survey ${id} asks a version of ${instrument} that is not there`);
    const kinds = new Map(version.questions.map(({ key, kind }) => [key, kind]));
    if (kept.size >= mostKept) kept.clear();
    const asked = { _id: id, network, mode, kinds };
    kept.set(id, asked);
    return asked;
  };
};

const store = async (
  tx: Tx,
  survey: AskedSurvey,
  accepted: readonly AcceptedResponse[],
  stripe: string,
): Promise<void> => {
  const ids = accepted.map(({ response }) => rowIdOf(survey._id, response));
  const links = accepted.flatMap(({ link }) => (link === undefined ? [] : [link]));
  const before = {
    responses: await storedResponses(tx, survey.network, ids),
    links: links.length ? await linksUsed(tx, survey.network, links) : new Set<string>(),
  };
  const sorted = sortResponses(survey, accepted, before, tx.now);
  await insertResponses(tx, sorted.rows);
  await insertUsedLinks(tx, sorted.links);
  await putRefused(tx, sorted.refused);
  await addToTallies(tx, tally(survey, sorted.rows), stripe);
};

/**
 * Reads accepted responses from the intake queue: rows, used links and tallies of a batch are one transaction with its
 * key, so that a batch delivered twice is stored and counted once. A batch for a survey that is not known here fails,
 * and in the end goes to the dead letters as it is.
 */
export const responses = (): ConsumerDeclaration => {
  const lookUp = createSurveyLookup();
  return {
    name: responsesConsumer,
    stream: intakeStream,
    filters: (prefix) => [intakeSubject(prefix, '*')],
    unacknowledged: 256,
    read: (message) => {
      const batch = IntakeBatch.parse(message.json());
      const { network } = batch;
      if (message.subject.split('.')[1] !== network)
        throw new Error('the subject and the batch disagree on the network');
      return {
        key: batch.batch,
        apply: async (tx) => {
          for (const [id, accepted] of Map.groupBy(batch.responses, ({ survey }) => survey))
            await store(tx, await lookUp(tx, network, id), accepted, batch.batch.slice(-1));
        },
      };
    },
  };
};
