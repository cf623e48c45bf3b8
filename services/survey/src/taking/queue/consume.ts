import { randomInt } from 'node:crypto';
import { type AcceptedResponse, IntakeBatch, intakeStream, intakeSubject } from '@skein/contracts';
import {
  type Applicable,
  type ConsumerDeclaration,
  inNetwork,
  isDuplicateKey,
  type Tx,
} from '@skein/service-kit';
import { groupsAsked } from '../../asking/invitations/store.ts';
import { insertUsedLinks, linksUsed } from '../../asking/invitations/used-links-store.ts';
import type { KeptOf } from '../../asking/kept/kept.ts';
import { changeStored } from '../changes/apply.ts';
import { isChange } from '../changes/decide.ts';
import {
  type AskedSurvey,
  nothingStored,
  rowIdOf,
  type Stored,
  sortResponses,
  tally,
} from '../responses/decide.ts';
import { placeFor } from '../responses/kept.ts';
import { createSurveyLookup } from '../responses/lookup.ts';
import { orderOf } from '../responses/order.ts';
import { type Placed, participation, placed } from '../responses/place.ts';
import { insertResponses, putRefused, storedResponses } from '../responses/store.ts';
import { addToTallies, stripes } from '../responses/tallies-store.ts';
import { responsesConsumer } from './progress.ts';

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
    const drawn = randomInt(last < 0 ? stripes.length : stripes.length - 1);
    last = last < 0 || drawn < last ? drawn : drawn + 1;
    return stripes[last] as string;
  };

  const storedBefore = async (tx: Tx, of: KeptOf, accepted: readonly AcceptedResponse[]): Promise<Stored> => {
    const linksOf = (some: readonly AcceptedResponse[]) => some.flatMap(({ link }) => link ?? []);
    const idOf = ({ response }: AcceptedResponse) => rowIdOf(of.survey, response);
    const responses = await storedResponses(tx, of, accepted.map(idOf));
    const used = await linksUsed(tx, of, linksOf(accepted));
    // By which link one came after the end is noted nowhere: by the one that it comes by again.
    const again = of.ended ? linksOf(accepted.filter((one) => responses.has(idOf(one)))) : [];
    return { responses, links: new Set([...used, ...again]) };
  };

  const storeOf = async (
    tx: Tx,
    survey: AskedSurvey,
    accepted: readonly Placed[],
    stripe: string,
  ): Promise<void> => {
    const of = await placeFor(tx, survey);
    const fresh = accepted.filter((one) => !isChange(one));
    // After the end no used link is written that would meet another.
    const before = careful > 0 || of.ended ? await storedBefore(tx, of, fresh) : nothingStored;
    const links = fresh.flatMap(({ link }) => (link === undefined ? [] : [link]));
    const groupOf = survey.groups ? await groupsAsked(tx, links) : new Map();
    const sorted = sortResponses(survey, fresh, before, tx.now, { orderOf, groupOf });
    await insertResponses(tx, of, sorted.rows);
    await insertUsedLinks(tx, of, sorted.links);
    await putRefused(tx, sorted.refused);
    const answered = participation(survey, sorted.links, groupOf);
    await addToTallies(tx, [...tally(survey, sorted.rows), ...answered], stripe, survey.mode);
    await changeStored(tx, lookUp, survey._id, accepted.filter(isChange), stripe);
  };

  const storeAll = async (tx: Tx, batches: readonly Batch[]): Promise<void> => {
    const stripe = drawStripe();
    for (const [network, ofNetwork] of Map.groupBy(batches, (batch) => batch.network)) {
      const within = inNetwork(tx, network);
      const accepted = ofNetwork.flatMap((batch) => batch.accepted);
      for (const [id, ofSurvey] of Map.groupBy(accepted, ({ survey }) => survey)) {
        const numbers = ofSurvey.map(({ instrumentVersion }) => instrumentVersion);
        await storeOf(within, await lookUp(within, id, numbers), ofSurvey, stripe);
      }
    }
  };

  /**
   * Stores and counts the responses of several batches. Few come twice, so it inserts without looking. Where that meets
   * one that is stored, the transaction fails; its batches come again, each alone, and those look before they insert, as
   * the next ones do.
   */
  return async (tx: Tx, batches: readonly Batch[]): Promise<void> => {
    try {
      await storeAll(tx, batches);
      careful = Math.max(0, careful - 1);
    } catch (error) {
      if (isDuplicateKey(error)) careful = carefulFor;
      throw error;
    }
  };
};

/**
 * Reads accepted responses from the intake queue: rows, used links and tallies of batches are one transaction with
 * their keys, so that a batch delivered twice is stored and counted once. A batch for a survey that is not known here
 * fails, and in the end goes to the dead letters as it is.
 */
export const responsesFromQueue = (): ConsumerDeclaration<Batch> => {
  const store = createStore();
  return {
    name: responsesConsumer,
    stream: intakeStream,
    filters: (prefix) => [intakeSubject(prefix, '*')],
    unacknowledged: 256,
    held: 96,
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
