import type { AcceptedResponse, Question } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import { findSurvey, type SurveyRow } from '../../asking/surveys/store.ts';
import { findVersion } from '../../instruments/definitions/store.ts';
import type { AskedSurvey } from './decide.ts';

/** Surveys and versions kept in memory by a worker; what is kept of one never changes. */
const mostKept = 2_000;

type SurveyFacts = Pick<SurveyRow, 'network' | 'mode' | 'instrument' | 'groupBy' | 'groups' | 'kept'>;
type Questions = ReadonlyMap<string, Question>;

const keep = <V>(kept: Map<string, V>, key: string, value: V): V => {
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, value);
  return value;
};

export type SurveyLookup = (
  tx: Tx,
  network: string,
  id: string,
  numbers: Iterable<AcceptedResponse['instrumentVersion']>,
) => Promise<AskedSurvey>;

/** Looks up a survey and the versions that its responses answer. Throws where one is not there. */
export const createSurveyLookup = (): SurveyLookup => {
  const surveys = new Map<string, SurveyFacts>();
  const versions = new Map<string, Questions>();

  const factsOf = async (tx: Tx, network: string, id: string): Promise<SurveyFacts> => {
    const before = surveys.get(id);
    if (before?.network === network) return before;
    const survey = await findSurvey(tx.db, network, id, tx.session);
    if (!survey) throw new Error(`there is no survey ${id} in ${network}`);
    const { mode, instrument, groupBy, groups, kept } = survey;
    return keep(surveys, id, { network, mode, instrument, groupBy, groups, kept });
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

  return async (tx, network, id, numbers) => {
    const { mode, instrument, groupBy, groups, kept } = await factsOf(tx, network, id);
    const asked = new Map<number, Questions>();
    for (const number of new Set(numbers))
      asked.set(number, await questionsOf(tx, network, instrument, number));
    return { _id: id, network, mode, groupBy, groups, kept, versions: asked };
  };
};
