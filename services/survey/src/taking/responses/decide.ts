import type { Answers, AnswerValue, Question, SurveyMode } from '@skein/contracts';
import type { UsedLinkRow } from '../../asking/invitations/row.ts';
import type { CompiledScore } from '../../instruments/definitions/scores.ts';
import { countAnswer, writtenIn } from './counting.ts';
import { factsOf, type Grouped, type Placed, type Placing } from './place.ts';
import type { RefusedResponseRow, ResponseRow } from './row.ts';
import { type Addition, answeredKey, notAskedKey, versionTally } from './tallies.ts';

/** What must be known of a survey to store its responses; none of it ever changes. */
export interface AskedSurvey extends Grouped {
  readonly _id: string;
  readonly network: string;
  readonly mode: SurveyMode;
  /** What each version at hand asks, by its number and the questions' keys. */
  readonly versions: ReadonlyMap<number, ReadonlyMap<string, Question>>;
  /** Which questions of a version were not asked of whoever answered so; absent where that is none. */
  readonly hiddenBy?: ReadonlyMap<number, (answers: Answers) => Iterable<string>> | undefined;
  /** The scores of each version at hand; absent where that is none. */
  readonly scoresBy?: ReadonlyMap<number, readonly CompiledScore[]> | undefined;
  /** The key of a response by its row id, where figures are drawn by keys: not in a named survey. */
  readonly keyOf?: ((rowId: string) => number) | undefined;
}

/** What is stored already of the responses at hand. */
export interface Stored {
  readonly responses: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
}

export const nothingStored: Stored = { responses: new Set(), links: new Set() };

export interface Sorted {
  readonly rows: ResponseRow[];
  readonly links: UsedLinkRow[];
  readonly refused: RefusedResponseRow[];
}

export const rowIdOf = (survey: string, response: string): string => `${survey}.${response}`;

type Reason = RefusedResponseRow['reason'];

/** Whether a response is new, the same one again (then there is nothing to do), or refused. */
const judge = (id: string, link: string | undefined, stored: Stored): 'new' | 'again' | Reason => {
  const linkUsed = link !== undefined && stored.links.has(link);
  if (!stored.responses.has(id)) return linkUsed ? 'link-used' : 'new';
  return link === undefined || linkUsed ? 'again' : 'response-id-reused';
};

/** Sorts one survey's responses, in the order they were accepted: each draft counts once, and each link once, the first. */
export const sortResponses = (
  survey: AskedSurvey,
  accepted: readonly Placed[],
  before: Stored,
  now: Date,
  placing: Placing,
): Sorted => {
  const stored = { responses: new Set(before.responses), links: new Set(before.links) };
  const { _id, network, mode } = survey;
  const rows: ResponseRow[] = [];
  const used: string[] = [];
  const refused = new Map<string, RefusedResponseRow>();
  for (const response of accepted) {
    const id = rowIdOf(_id, response.response);
    const verdict = judge(id, response.link, stored);
    if (verdict === 'again') continue;
    if (verdict !== 'new') {
      refused.set(id, { _id: id, network, survey: _id, reason: verdict, at: dayOrInstant(mode, now) });
      continue;
    }
    rows.push(rowOf(survey, response, placing));
    stored.responses.add(id);
    if (response.link === undefined) continue;
    stored.links.add(response.link);
    used.push(response.link);
  }
  // In order of the links, not of the responses: where one stands must not tell which response is whose.
  const links = used.toSorted().map((link) => ({ _id: link, network, survey: _id }));
  // Ids of anonymous responses are random, and so is their order; that in which they came is lost.
  const ordered = mode === 'anonymous' ? rows.toSorted((a, b) => (a._id < b._id ? -1 : 1)) : rows;
  return { rows: ordered, links, refused: [...refused.values()] };
};

/** A response as it is stored. */
export const rowOf = (survey: AskedSurvey, accepted: Placed, placing: Placing): ResponseRow => ({
  _id: rowIdOf(survey._id, accepted.response),
  network: survey.network,
  survey: survey._id,
  instrumentVersion: accepted.instrumentVersion,
  receivedAt: dayOrInstant(survey.mode, new Date(accepted.receivedAt)),
  written: Object.entries(accepted.answers).flatMap(([key, answer]) => {
    const question = survey.versions.get(accepted.instrumentVersion)?.get(key);
    return question && writtenIn(question, answer) !== undefined ? [key] : [];
  }),
  answers: accepted.answers,
  ...(survey.mode === 'named' && accepted.link && { link: accepted.link }),
  ...factsOf(survey, accepted, rowIdOf(survey._id, accepted.response), placing),
  ...(accepted.receipt && { receipt: accepted.receipt }),
  ...(accepted.revision && { revision: accepted.revision }),
});

const withdrawnFrom = (survey: string): string => `${survey}.withdrawn`;

/** The names that a survey's rows may be under. */
export const namesOf = (survey: string): string[] => [survey, withdrawnFrom(survey)];

/**
 * What is left of a response that was withdrawn: its id, so that it is not stored again when it comes again. It is
 * under no survey's name, so that nobody who reads a survey's responses comes upon it.
 */
export const withdrawnRow = ({ _id, network, survey, receivedAt }: ResponseRow): ResponseRow => ({
  _id,
  network,
  survey: withdrawnFrom(survey),
  // Not that which it was last given to: what remains must not depend on the order in which changes came.
  instrumentVersion: 0,
  receivedAt: dayOrInstant('confidential', receivedAt),
  written: [],
  answers: {},
});

export const isWithdrawn = ({ survey }: ResponseRow): boolean => survey.endsWith('.withdrawn');

// The moment of a confidential response could be laid beside the moment somebody was seen to answer.
const dayOrInstant = (mode: SurveyMode, at: Date): Date =>
  mode === 'named' ? at : new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));

interface Added {
  answered: number;
  sum: number;
  readonly counts: Map<string, number>;
  readonly keys: Map<string, number>;
}

const nothingAdded = (): Added => ({ answered: 0, sum: 0, counts: new Map(), keys: new Map() });

const plus = (sums: Map<string, number>, name: string, by: number): void => {
  sums.set(name, (sums.get(name) ?? 0) + by);
};

/** A response's key; none in a named survey. */
type Key = number | undefined;

const addKey = ({ keys }: Added, thing: string, key: Key): void => {
  if (key !== undefined) plus(keys, thing, key);
};

/** Counts one thing of a response once, and its key with it. */
const addThing = (added: Added, thing: string, key: Key): void => {
  plus(added.counts, thing, 1);
  addKey(added, thing, key);
};

const addAnswer = (added: Added, question: Question, answer: AnswerValue, key: Key): void => {
  added.answered += 1;
  addKey(added, answeredKey, key);
  if (typeof answer === 'number' && question.kind !== 'number') added.sum += answer;
  countAnswer(question, answer, (thing, by) => {
    if (by === undefined) addThing(added, thing, key);
    else if (by !== 0) plus(added.counts, thing, by);
  });
};

/** The scores that come of these answers, each with the number that it is asked as. */
const scoresOf = (scores: readonly CompiledScore[] = [], answers: Answers) =>
  scores.flatMap(({ asNumber, of }) => {
    const score = of(answers);
    return score === undefined ? [] : [[asNumber, score] as const];
  });

/** What these responses add to the tallies of their survey. Throws where an answer is to no question of it. */
export const tally = (survey: AskedSurvey, rows: readonly ResponseRow[]): Addition[] => {
  if (rows.length === 0) return [];
  const { _id, network, versions, hiddenBy, scoresBy, keyOf } = survey;
  const additions = new Map<string, Added>();
  const addedTo = (question: string): Added => {
    const added = additions.get(question) ?? nothingAdded();
    additions.set(question, added);
    return added;
  };
  for (const { _id: rowId, instrumentVersion, answers } of rows) {
    const key = keyOf?.(rowId);
    const all = addedTo('');
    all.answered += 1;
    addKey(all, answeredKey, key);
    const ofVersions = addedTo(versionTally);
    ofVersions.answered += 1;
    addThing(ofVersions, String(instrumentVersion), key);
    for (const hidden of hiddenBy?.get(instrumentVersion)?.(answers) ?? [])
      addThing(addedTo(hidden), notAskedKey, key);
    for (const [asNumber, score] of scoresOf(scoresBy?.get(instrumentVersion), answers))
      addAnswer(addedTo(asNumber.key), asNumber, score, key);
    const questions = versions.get(instrumentVersion);
    for (const [asked, answer] of Object.entries(answers)) {
      const question = questions?.get(asked);
      if (!question) throw new Error(`survey ${_id} does not ask ${asked} in version ${instrumentVersion}`);
      addAnswer(addedTo(asked), question, answer, key);
    }
  }
  return [...additions].map(([question, { keys, ...added }]) => ({
    ...{ network, survey: _id, question, ...added },
    ...(keyOf && { keys: Object.fromEntries(keys) }),
  }));
};

const negated = (sums: ReadonlyMap<string, number>): Map<string, number> =>
  new Map([...sums].map(([name, sum]) => [name, -sum]));

/** What taking responses back out of the tallies adds to them. */
export const untally = (survey: AskedSurvey, rows: readonly ResponseRow[]): Addition[] =>
  tally(survey, rows).map(({ answered, sum, counts, keys, ...rest }) => ({
    ...rest,
    answered: -answered,
    sum: -sum,
    counts: negated(counts),
    ...(keys && { keys: Object.fromEntries(negated(new Map(Object.entries(keys)))) }),
  }));
