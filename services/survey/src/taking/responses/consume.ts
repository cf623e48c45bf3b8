import { randomInt } from 'node:crypto';
import { type AcceptedResponse, IntakeBatch, intakeStream, intakeSubject } from '@skein/contracts';
import { type Applicable, type ConsumerDeclaration, isDuplicateKey, type Tx } from '@skein/service-kit';
import { MongoError } from 'mongodb';
import { groupsAsked } from '../../asking/invitations/store.ts';
import { changeStored } from '../changes/apply.ts';
import { isChange } from '../changes/decide.ts';
import { type AskedSurvey, nothingStored, rowIdOf, type Stored, sortResponses, tally } from './decide.ts';
import { createSurveyLookup } from './lookup.ts';
import { type Placed, participation, placed } from './place.ts';
import {
  addToTallies,
  insertResponses,
  insertUsedLinks,
  linksUsed,
  putRefused,
  storedResponses,
  stripes,
} from './store.ts';

export const responsesConsumer = 'survey-responses';

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
  let last = -1;

  /** Drawn anew, not taken from a batch: its id tells when it came. Not the last one, which may be under way still. */
  const drawStripe = (): string => {
    const drawn = randomInt(last < 0 ? stripes : stripes - 1);
    last = last < 0 || drawn < last ? drawn : drawn + 1;
    return last.toString(16);
  };

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
        _id,
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
    const fresh = accepted.filter((one) => !isChange(one));
    const before = careful > 0 ? await storedBefore(tx, survey, fresh) : nothingStored;
    const links = fresh.flatMap(({ link }) => (link === undefined ? [] : [link]));
    const { network, groups } = survey;
    const groupOf = groups ? await groupsAsked(tx, network, links) : new Map();
    const sorted = sortResponses(survey, fresh, before, tx.now, groupOf);
    await insertResponses(tx, sorted.rows);
    await insertUsedLinks(tx, sorted.links);
    await putRefused(tx, sorted.refused);
    const answered = participation(survey, sorted.links, groupOf);
    await addToTallies(tx, [...tally(survey, sorted.rows), ...answered], stripe, survey.mode);
    await changeStored(tx, lookUp, survey, accepted.filter(isChange), stripe);
  };

  /**
   * Stores and counts the responses of several batches. Few come twice, so it inserts without looking; where that meets
   * one that is stored, the transaction is undone and made again, and the next ones too look before they insert.
   */
  return async (tx: Tx, batches: readonly Batch[]): Promise<void> => {
    const stripe = drawStripe();
    try {
      for (const [network, ofNetwork] of Map.groupBy(batches, (batch) => batch.network)) {
        const accepted = ofNetwork.flatMap((batch) => batch.accepted);
        for (const [id, ofSurvey] of Map.groupBy(accepted, ({ survey }) => survey)) {
          const numbers = ofSurvey.map(({ instrumentVersion }) => instrumentVersion);
          await storeOf(tx, await lookUp(tx, network, id, numbers), ofSurvey, stripe);
        }
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
    together: 2,
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
