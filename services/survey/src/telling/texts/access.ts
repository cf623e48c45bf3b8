import { type Refusal, type Right, refuse } from '@skein/contracts';
import { type Call, missing } from '@skein/service-kit';
import { versionsOf } from '../../asking/surveys/decide.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { findSurvey } from '../../asking/surveys/store.ts';
import { findVersions } from '../../instruments/definitions/store.ts';
import { mayShowSingle, readableTexts } from '../results/decide.ts';
import { shownOf } from '../shown/show.ts';

/** A call about a survey. */
export type Asking = Pick<Call<never>, 'reader' | 'now' | 'deny'> & { params: { id: string } };

/** A survey some of whose texts may be read, and how many answered which question. */
export interface Readable {
  readonly survey: SurveyRow;
  readonly questions: readonly string[];
  readonly answered: (question: string) => number;
}

/** The survey, where this person has the right on it and its texts may be read: from the smallest group up, when settled. */
export const readableSurvey = async (
  { reader, params, now, deny }: Asking,
  right: Right,
  smallestGroup: number,
): Promise<Readable | Refusal> => {
  const survey = await findSurvey(reader, params.id);
  const denied = deny(right, { community: survey?.community });
  if (denied) return denied;
  if (!survey) return missing('survey', params.id);
  const shown = await shownOf(reader, survey, now);
  if (!mayShowSingle(survey, shown))
    return refuse('conflict', 'Texts of a confidential survey are read when it has closed.');
  const versions = await findVersions(reader, survey.instrument, versionsOf(survey));
  const questions = readableTexts(survey, versions, shown.tallies, smallestGroup);
  return { survey, questions, answered: (question) => shown.tallies.get(question)?.answered ?? 0 };
};

/** A refusal unless the texts of this question may be read. */
export const refuseUnreadable = ({ questions }: Readable, question: string): Refusal | undefined =>
  questions.includes(question)
    ? undefined
    : refuse(
        'conflict',
        `No texts of “${question}” can be read here: it asks for none, or too few answered.`,
      );
