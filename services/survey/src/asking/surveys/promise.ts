import { needsLink } from './decide.ts';
import type { SurveyRow } from './row.ts';

/** What results tell of the answers to a survey that is not named. */
const toldFrom = (smallestGroup: number): string =>
  `counts are shown only once ${smallestGroup} have answered, and so that nobody’s answers can be computed from them`;

/** What becomes of the answers, truly and in few words, for whoever is asked: while the survey is open, and after. */
export const promiseOf = (survey: Pick<SurveyRow, 'mode' | 'audience'>, smallestGroup: number): string => {
  const invited = needsLink(survey as SurveyRow);
  const grouped = toldFrom(smallestGroup);
  if (survey.mode === 'anonymous')
    return `Nobody, not even whoever runs this service, can tell from your ballot which answers are yours. When it was fetched and when answers came can be seen by whoever watches the service’s own machines while the survey is open and for an hour after; from then on nothing that is stored tells it. Also, ${grouped}; only what you write yourself could give you away.`;
  if (survey.mode === 'confidential')
    return invited
      ? `Your answers are kept apart from your name, and ${grouped}; that nobody joins the two while the survey is open, and for an hour after, is a promise of whoever runs this service, and from then on nothing that is stored can join them.`
      : `Your answers are kept without your name, and ${grouped}.`;
  return invited
    ? 'Your answers are kept with your name.'
    : 'Your answers are kept without your name, unless you write it, and with the time they came.';
};

/** The same for whoever answers without scripts: an anonymous survey then runs confidentially, and says so. */
export const promiseWithoutScripts = (
  survey: Pick<SurveyRow, 'mode' | 'audience'>,
  smallestGroup: number,
): string =>
  survey.mode === 'anonymous'
    ? `Without scripts in your browser this anonymous survey is a confidential one for you: your answers are kept apart from your name, and ${toldFrom(smallestGroup)}; that nobody joins the two while the survey is open, and for an hour after, is a promise of whoever runs this service, and from then on nothing that is stored can join them.`
    : promiseOf(survey, smallestGroup);
