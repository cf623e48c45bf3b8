import type { QuestionResult, Results, Waves } from '@skein/contracts';
import type { z } from 'zod';
import type { SurveyRow } from '../../asking/surveys/row.ts';

interface Wave {
  readonly survey: Pick<SurveyRow, '_id' | 'opensAt' | 'instrumentVersion'>;
  readonly results: Results;
}

type Told = z.infer<typeof Waves>;

/** Surveys of one instrument side by side, oldest first: each question as each has it, by its key. */
export const wavesOf = (instrument: string, surveys: readonly Wave[]): Told => {
  const inOrder = surveys.toSorted((a, b) => a.survey.opensAt.getTime() - b.survey.opensAt.getTime());
  const questions = new Map<string, Told['questions'][number]>();
  // Newest first, so that questions stand in its order, with those it no longer asks at the end.
  for (const { results } of inOrder.toReversed())
    for (const { key, kind } of results.questions)
      if (!questions.has(key)) questions.set(key, { key, kind, waves: [] });
  for (const { survey, results } of inOrder)
    for (const { texts: _, ...result } of results.questions as QuestionResult[])
      questions.get(result.key)?.waves.push({ survey: survey._id, ...result });
  return {
    instrument,
    surveys: inOrder.map(({ survey, results: { title, responses, suppressed, communities, roles } }) => ({
      survey: survey._id,
      title,
      opensAt: survey.opensAt.toISOString(),
      version: survey.instrumentVersion,
      responses,
      suppressed,
      ...(communities && { communities }),
      ...(roles && { roles }),
    })),
    questions: [...questions.values()],
  };
};
