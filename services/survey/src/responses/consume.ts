import {
  type AcceptedResponse,
  IntakeBatch,
  intakeStream,
  intakeSubject,
  type Question,
} from '@skein/contracts';
import { type Applicable, type ConsumerDeclaration, isDuplicateKey, type Tx } from '@skein/service-kit';
import { MongoError } from 'mongodb';
import { findVersion } from '../instruments/store.ts';
import { communitiesAsked } from '../invitations/store.ts';
import { findSurvey, type SurveyRow } from '../surveys/store.ts';
import { type AskedSurvey, nothingStored, rowIdOf, type Stored, sortResponses, tally } from './decide.ts';
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

/** A batch of the queue, read. */
interface Batch extends Applicable {
  readonly network: string;
  readonly accepted: readonly Placed[];
}

/** For how many transactions after a repeated response each looks first what is stored. */
const carefulFor = 20;

const createStore = () => {
  const lookUp = createSurveyLookup();
  let careful = 0;

  const storedBefore = async (
    tx: Tx,
    { _id, network }: AskedSurvey,
    accepted: readonly AcceptedResponse[],
  ): Promise<Stored> => {
    const links = accepted.flatMap(({ link }) => (link === undefined ? [] : [link]));
    return {
      responses: await storedResponses(
        tx,
        network,
        accepted.map(({ response }) => rowIdOf(_id, response)),
      ),
      links: links.length ? await linksUsed(tx, network, links) : new Set<string>(),
    };
  };

  const storeOf = async (
    tx: Tx,
    survey: AskedSurvey,
    accepted: readonly Placed[],
    stripe: string,
  ): Promise<void> => {
    const before = careful > 0 ? await storedBefore(tx, survey, accepted) : nothingStored;
    const links = accepted.flatMap(({ link }) => (link === undefined ? [] : [link]));
    const { network, groups } = survey;
    const communityOf = groups ? await communitiesAsked(tx, network, links) : new Map<string, string>();
    const sorted = sortResponses(survey, accepted, before, tx.now, communityOf);
    await insertResponses(tx, sorted.rows);
    await insertUsedLinks(tx, sorted.links);
    await putRefused(tx, sorted.refused);
    const answered = participation(survey, sorted.links, communityOf);
    await addToTallies(tx, [...tally(survey, sorted.rows), ...answered], stripe);
  };

  /**
   * Stores and counts the responses of several batches. Few come twice, so it inserts without looking; where that meets
   * one that is stored, the transaction is undone and made again, and the next ones too look before they insert.
   */
  return async (tx: Tx, batches: readonly Batch[]): Promise<void> => {
    const stripe = batches[0]?.key.slice(-1) ?? '0';
    try {
      for (const [network, ofNetwork] of Map.groupBy(batches, (batch) => batch.network)) {
        const accepted = ofNetwork.flatMap((batch) => batch.accepted);
        for (const [id, ofSurvey] of Map.groupBy(accepted, ({ survey }) => survey))
          await storeOf(tx, await lookUp(tx, network, id, ofSurvey), ofSurvey, stripe);
      }
      careful = Math.max(0, careful - 1);
    } catch (error) {
      if (careful === 0 && error instanceof MongoError && isDuplicateKey(error)) {
        careful = carefulFor;
        error.addErrorLabel('TransientTransactionError');
      }
      throw error;
    }
  };
};

/**
 * Reads accepted responses from the intake queue: rows, used links and tallies of batches are one transaction with
 * their keys, so that a batch delivered twice is stored and counted once. A batch for a survey that is not known here
 * fails, and in the end goes to the dead letters as it is.
 */
export const responses = (): ConsumerDeclaration<Batch> => {
  const store = createStore();
  return {
    name: responsesConsumer,
    stream: intakeStream,
    filters: (prefix) => [intakeSubject(prefix, '*')],
    unacknowledged: 256,
    held: 48,
    read: (message) => {
      const { network, batch: key, responses } = IntakeBatch.parse(message.json());
      if (message.subject.split('.')[1] !== network)
        throw new Error('the subject and the batch disagree on the network');
      const accepted = placed(message.seq, responses);
      const batch: Batch = { key, network, accepted, apply: (tx) => store(tx, [batch]) };
      return batch;
    },
    applyAll: (batches, tx) => store(tx, batches),
  };
};
