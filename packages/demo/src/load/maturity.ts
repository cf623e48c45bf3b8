import type { Client } from '@skein/client';
import type { Answers, Instrument } from '@skein/contracts';
import type { DemonstrationNetwork, Levels, MaturityAssessment } from '../network/index.ts';
import { loadInstrument } from './instruments.ts';
import { foundOr } from './membership/asked.ts';
import { type Ids, idOf } from './people.ts';
import { closingOf, loadSurvey, responseId } from './surveys.ts';

interface Loaded {
  readonly communities: Ids;
  readonly people: Ids;
  readonly begun: Date;
}

/** The question of an instrument that asks for levels, row by row: its rows are the dimensions. */
const matrixIn = ({ draft }: Instrument): string =>
  draft.questions.find(({ kind }) => kind === 'levels-matrix')?.key ?? '';

/** The steering group's assessments: rated from inside and outside, compared, agreed, with a target; and again a year later. */
export const loadMaturity = async (
  client: Client,
  network: DemonstrationNetwork,
  loaded: Loaded,
): Promise<void> => {
  const instrument = await loadInstrument(client, 'network-maturity');
  const community = idOf(loaded.communities, network.maturity.community);
  for (const assessment of network.maturity.assessments) {
    const rated = await askRaters(client, instrument, community, assessment, loaded);
    await setLevels(client, instrument, community, assessment, rated);
  }
};

interface Rated {
  readonly inside: string[];
  readonly outside: string[];
}

/** Two surveys: members of the group answer by their own links, whoever looks from outside by an open one. */
const askRaters = async (
  client: Client,
  instrument: Instrument,
  community: string,
  { title, ratedOn, inside, outside }: MaturityAssessment,
  { people, begun }: Loaded,
): Promise<Rated> => {
  const question = matrixIn(instrument);
  const answersOf = (levels: Levels): Answers => ({ [question]: { ...levels } });
  const asking = (view: string) => ({
    key: `maturity-${ratedOn}-${view}`,
    instrument: instrument.id,
    title: `${instrument.draft.title} ${title}, seen from ${view}`,
    mode: 'named' as const,
    community,
    closesAt: closingOf(begun),
    open: false,
  });
  const members = inside.map(({ rater, levels }) => ({
    person: idOf(people, rater),
    response: responseId(begun, `maturity ${ratedOn} ${rater}`),
    answers: answersOf(levels),
  }));
  const own = { kind: 'people' as const, people: members.map(({ person }) => person) };
  const fromInside = await loadSurvey(client, { ...asking('inside'), audience: own }, members);
  const visitors = outside.map(({ rater, levels }) => ({
    response: responseId(begun, `maturity ${ratedOn} ${rater}`),
    answers: answersOf(levels),
  }));
  const open = { kind: 'open' as const };
  const fromOutside = await loadSurvey(client, { ...asking('outside'), audience: open }, visitors);
  return { inside: [fromInside], outside: [fromOutside] };
};

/** Makes the assessment of its surveys; once the group has compared them, what it agreed on and wants to reach. */
const setLevels = async (
  client: Client,
  instrument: Instrument,
  community: string,
  { title, ratedOn, agreed, target }: MaturityAssessment,
  rated: Rated,
): Promise<void> => {
  const question = matrixIn(instrument);
  const byDimension = (levels: Levels) =>
    Object.fromEntries(Object.entries(levels).map(([key, level]) => [`${question}.${key}`, level]));
  const body = { community, instrument: instrument.id, title, date: ratedOn, ...rated };
  const assessment = await foundOr(
    client.listAssessments.all({ query: { community, instrument: instrument.id } }),
    (one) => one.title === title,
    () => client.addAssessment({ body, key: `load-assessment-${ratedOn}` }),
  );
  if (assessment.version > 1) return;
  await client.editAssessment({
    params: { id: assessment.id },
    body: { agreed: byDimension(agreed), target: byDimension(target.levels), targetDate: target.by },
    ifMatch: assessment.version,
  });
};
