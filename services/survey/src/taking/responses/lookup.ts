import type { AcceptedResponse, Question } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { findSurvey } from '../../asking/surveys/store.ts';
import { hiddenIn } from '../../instruments/definitions/asked-of.ts';
import { type CompiledScore, compileScores } from '../../instruments/definitions/scores.ts';
import { findVersion } from '../../instruments/definitions/store.ts';
import { recordKeys } from '../cell-keys/draw.ts';
import { secretOf } from '../cell-keys/store.ts';
import type { AskedSurvey } from './decide.ts';

/** Surveys and versions kept in memory by a worker; what is kept of one never changes. */
const mostKept = 2_000;

type SurveyFacts = Pick<SurveyRow, 'network' | 'mode' | 'instrument' | 'groupBy' | 'groups' | 'kept'> &
  Pick<AskedSurvey, 'keyOf'>;

interface AskedVersion {
  readonly questions: ReadonlyMap<string, Question>;
  readonly hidden: ReturnType<typeof hiddenIn>;
  readonly scores: readonly CompiledScore[];
}

const keep = <V>(kept: Map<string, V>, key: string, value: V): V => {
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, value);
  return value;
};

export type SurveyLookup = (
  reader: Reader,
  id: string,
  numbers: Iterable<AcceptedResponse['instrumentVersion']>,
) => Promise<AskedSurvey>;

/** Looks up a survey and the versions that its responses answer. Throws where one is not there. */
export const createSurveyLookup = (): SurveyLookup => {
  const surveys = new Map<string, SurveyFacts>();
  const versions = new Map<string, AskedVersion>();

  const factsOf = async (reader: Reader, id: string): Promise<SurveyFacts> => {
    const { network } = reader;
    const before = surveys.get(id);
    if (before?.network === network) return before;
    const survey = await findSurvey(reader, id);
    if (!survey) throw new Error(`there is no survey ${id} in ${network}`);
    const { mode, instrument, groupBy, groups, kept } = survey;
    const keyOf = mode === 'named' ? undefined : recordKeys(await secretOf(reader, id));
    return keep(surveys, id, { network, mode, instrument, groupBy, groups, kept, keyOf });
  };

  const versionOf = async (reader: Reader, instrument: string, number: number): Promise<AskedVersion> => {
    const { network } = reader;
    const id = `${network} ${instrument}.${number}`;
    const before = versions.get(id);
    if (before) return before;
    const version = await findVersion(reader, instrument, number);
    if (!version) throw new Error(`there is no version ${number} of ${instrument} in ${network}`);
    const questions = new Map(version.questions.map((question) => [question.key, question]));
    return keep(versions, id, {
      questions,
      hidden: hiddenIn(version),
      scores: compileScores(version),
    });
  };

  return async (reader, id, numbers) => {
    const { instrument, ...facts } = await factsOf(reader, id);
    const asked = new Map<number, AskedVersion>();
    for (const number of new Set(numbers)) asked.set(number, await versionOf(reader, instrument, number));
    return {
      ...{ _id: id, ...facts },
      versions: new Map([...asked].map(([number, { questions }]) => [number, questions])),
      scoresBy: new Map([...asked].map(([number, { scores }]) => [number, scores])),
      hiddenBy: new Map([...asked].flatMap(([number, { hidden }]) => (hidden ? [[number, hidden]] : []))),
    };
  };
};
