import { IntakeBatch, intakeStream, intakeSubject, type Question } from '@skein/contracts';
import type { ConsumerDeclaration, Tx } from '@skein/service-kit';
import { findVersion } from '../instruments/store.ts';
import { communitiesAsked } from '../invitations/store.ts';
import { findSurvey, type SurveyRow } from '../surveys/store.ts';
import { type AskedSurvey, rowIdOf, sortResponses, tally } from './decide.ts';
import { type Placed, participation, placed } from './place.ts';
import {
  addToTallies,
  insertResponses,
  insertUsedLinks,
  linksUsed,
  putRefused,
  storedResponses,
} from './store.ts';

export const responsesConsumer = 'survey-responses';

/** Surveys and versions kept in memory by a worker; what is kept of one never changes. */
const mostKept = 2_000;

type SurveyFacts = Pick<SurveyRow, 'network' | 'mode' | 'instrument' | 'groups' | 'kept'>;
type Questions = ReadonlyMap<string, Question>;

const keep = <V>(kept: Map<string, V>, key: string, value: V): V => {
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, value);
  return value;
};

/** Looks up a survey and the versions that its responses answer. */
const createSurveyLookup = () => {
  const surveys = new Map<string, SurveyFacts>();
  const versions = new Map<string, Questions>();

  const factsOf = async (tx: Tx, network: string, id: string): Promise<SurveyFacts> => {
    const before = surveys.get(id);
    if (before?.network === network) return before;
    const survey = await findSurvey(tx.db, network, id, tx.session);
    if (!survey) throw new Error(`there is no survey ${id} in ${network}`);
    const { mode, instrument, groups, kept } = survey;
    return keep(surveys, id, { network, mode, instrument, groups, kept });
  };

  const questionsOf = async (
    tx: Tx,
    network: string,
    instrument: string,
    number: number,
  ): Promise<Questions> => {
    const id = `${network} ${instrument}.${number}`;
    const before = versions.get(id);
    if (before) return before;
    const version = await findVersion(tx.db, network, instrument, number, tx.session);
    if (!version) throw new Error(`there is no version ${number} of ${instrument} in ${network}`);
    return keep(versions, id, new Map(version.questions.map((question) => [question.key, question])));
  };

  return async (tx: Tx, network: string, id: string, accepted: readonly Placed[]): Promise<AskedSurvey> => {
    const { mode, instrument, groups, kept } = await factsOf(tx, network, id);
    const asked = new Map<number, Questions>();
    for (const number of new Set(accepted.map(({ instrumentVersion }) => instrumentVersion)))
      asked.set(number, await questionsOf(tx, network, instrument, number));
    return { _id: id, network, mode, groups, kept, versions: asked };
  };
};

const store = async (
  tx: Tx,
  survey: AskedSurvey,
  accepted: readonly Placed[],
  stripe: string,
): Promise<void> => {
  const ids = accepted.map(({ response }) => rowIdOf(survey._id, response));
  const links = accepted.flatMap(({ link }) => (link === undefined ? [] : [link]));
  const before = {
    responses: await storedResponses(tx, survey.network, ids),
    links: links.length ? await linksUsed(tx, survey.network, links) : new Set<string>(),
  };
  const { network, groups } = survey;
  const communityOf = groups ? await communitiesAsked(tx, network, links) : new Map<string, string>();
  const sorted = sortResponses(survey, accepted, before, tx.now, communityOf);
  await insertResponses(tx, sorted.rows);
  await insertUsedLinks(tx, sorted.links);
  await putRefused(tx, sorted.refused);
  await addToTallies(
    tx,
    [...tally(survey, sorted.rows), ...participation(survey, sorted.links, communityOf)],
    stripe,
  );
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
      const accepted = placed(message.seq, batch.responses);
      if (message.subject.split('.')[1] !== network)
        throw new Error('the subject and the batch disagree on the network');
      return {
        key: batch.batch,
        apply: async (tx) => {
          for (const [id, ofSurvey] of Map.groupBy(accepted, ({ survey }) => survey))
            await store(tx, await lookUp(tx, network, id, ofSurvey), ofSurvey, batch.batch.slice(-1));
        },
      };
    },
  };
};
