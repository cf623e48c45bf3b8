import type { ClearedCase, LearningCase } from '@skein/contracts';
import { momentOf } from '@skein/service-kit';
import { contributionsOf } from './contributions.ts';
import type { LearningCaseRow } from './row.ts';

export const presentLearningCase = (row: LearningCaseRow): LearningCase => {
  const { _id, network: _, observations: __, insights: ___, clearedAt: ____, ...facts } = row;
  return {
    id: _id,
    ...facts,
    kind: row.kind ?? 'case',
    scope: row.scope ?? 'community',
    criteria: row.criteria ?? [],
    tables: row.tables ?? [],
    contributions: contributionsOf(row, momentOf(_id)).map(({ at, ...one }) => ({
      ...one,
      at: at.toISOString(),
    })),
  };
};

/** What those learn of it who are not in its community. */
const learnt: readonly string[] = ['insight', 'lesson', 'harvest'];

export const presentClearedCase = (row: LearningCaseRow): ClearedCase => {
  const { _id: id, community, kind = 'case', title, situation, broughtBy, feedback } = row;
  const tried = feedback?.tried ?? row.tried;
  return {
    ...{ id, community, kind, title, situation },
    ...(broughtBy && { broughtBy }),
    insights: contributionsOf(row, momentOf(id)).flatMap(({ part, text }) =>
      learnt.includes(part) ? [text] : [],
    ),
    ...(tried && { tried }),
  };
};
