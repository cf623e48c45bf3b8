import type { Client } from '@skein/client';
import type { QuestionResult } from '@skein/contracts';
import { answersIn, choicesIn } from './answers.ts';
import type { Check } from './checks.ts';
import type { DemonstrationNetwork } from './network/index.ts';
import { soon } from './soon.ts';

/** The latest closed survey of this title. */
const closedOf = async (host: Client, title: string): Promise<string | undefined> => {
  const surveys = await host.listSurveys.all({ query: { status: 'closed' } }).toArray();
  return surveys.find((one) => one.title === title)?.id;
};

const resultsOf = async (host: Client, title: string): Promise<readonly QuestionResult[]> => {
  const id = await closedOf(host, title);
  return id === undefined ? [] : (await host.readResults({ params: { id } })).questions;
};

const given = ({ counts = {} }: Pick<QuestionResult, 'counts'>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

const same = (one: Record<string, number>, other: Record<string, number>): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([key, count]) => other[key] === count);

const readiness = async (host: Client, { readiness: { publishedCounts } }: DemonstrationNetwork) => {
  const { items } = await host.listTemplates();
  const template = items.find(({ key }) => key === 'community-readiness');
  const survey = await closedOf(host, template?.content.title ?? '');
  const opportunities = template?.content.questions.find(({ kind }) => kind === 'multiple');
  const answers = survey === undefined ? [] : await answersIn(host, survey);
  return {
    what: `the readiness questionnaire has the published counts, ${Object.values(publishedCounts).join(', ')}`,
    holds: opportunities !== undefined && same(choicesIn(answers, opportunities.key), publishedCounts),
  };
};

const checkOut = async (host: Client, { specialInterestGroup }: DemonstrationNetwork): Promise<Check> => {
  const occurrence = specialInterestGroup.occurrences.find(({ scores }) => Object.keys(scores).length > 0);
  const questions = await resultsOf(host, `Check-out, ${occurrence?.date}`);
  const scores = Object.entries(occurrence?.scores ?? {}).map(
    ([key, of]) => [key, Object.groupBy(of ?? [], ({ score }) => score)] as const,
  );
  const holds = scores.every(([key, groups]) => {
    const counts = Object.entries(groups).map(([score, of]) => [score, of?.length ?? 0]);
    const asked = questions.find((question) => question.key === key);
    return asked !== undefined && same(given(asked), Object.fromEntries(counts));
  });
  return {
    what: `the check-out of ${occurrence?.date} has its ${scores.length} statements with the scores as noted`,
    holds: scores.length > 0 && holds,
  };
};

const maturity = async (host: Client, { maturity: { community, assessments } }: DemonstrationNetwork) => {
  const group = await host.listCommunities.all().find(({ slug }) => slug === community);
  const kept = await host.listAssessments.all({ query: { community: group?.id ?? '' } }).toArray();
  const last = assessments.at(-1);
  const found = kept.find(({ title }) => title === last?.title);
  const what = `the maturity matrix has now, target and the outside view of ${assessments.length} assessments`;
  if (!found || !last) return { what, holds: false };
  const { dimensions } = await host.readMatrix({ params: { id: found.id } });
  const levelOf = (key: string, levels: Record<string, number>): number | undefined =>
    levels[key.split('.')[1] ?? ''];
  const holds = dimensions.every(
    ({ key, cells, agreed, target, inside, outside, gap, history }) =>
      agreed === levelOf(key, last.agreed) &&
      target === levelOf(key, last.target.levels) &&
      cells.find(({ now }) => now)?.level === agreed &&
      inside.raters === last.inside.length &&
      outside.raters === last.outside.length &&
      gap === (outside.mean ?? 0) - (inside.mean ?? 0) &&
      assessments.every(
        (one, index) =>
          history[index]?.agreed === levelOf(key, one.agreed) && history[index]?.outside !== undefined,
      ),
  );
  const signs = new Set(dimensions.map(({ inside }) => inside.sign));
  return { what, holds: holds && dimensions.length === 8 && signs.has('alike') && signs.has('divided') };
};

const standing = async (host: Client, { sharedPurpose }: DemonstrationNetwork): Promise<Check> => {
  const votes = await host.listVotes.all().toArray();
  const { id = '' } = votes.find(({ title }) => title === sharedPurpose.title) ?? {};
  const what = 'the vote on the shared purpose has a standing, and so far A has the most votes';
  if (id === '') return { what, holds: false };
  const vote = await host.readVote({ params: { id } });
  const first = sharedPurpose.statements.find(({ key }) => key === 'A');
  const leading = vote.statements.find(({ text }) => text === first?.text)?.id;
  const holds = await soon(async () => {
    const params = { id, number: vote.rounds.at(-1)?.number ?? 1 };
    const { order = [], counts = [] } = await host.readStanding({ params });
    return counts.length === sharedPurpose.statements.length && order[0]?.[0] === leading;
  });
  return { what, holds };
};

/** What must hold of the network's surveys, whenever it is looked at. */
export const surveyChecks = (host: Client, network: DemonstrationNetwork): Promise<Check[]> =>
  Promise.all([
    readiness(host, network),
    checkOut(host, network),
    maturity(host, network),
    standing(host, network),
  ]);
