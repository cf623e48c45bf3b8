import { type AcceptedResponse, type Answers, type OpenSurvey, type Refusal, refuse } from '@skein/contracts';

export interface Submission {
  readonly response: string;
  readonly instrumentVersion: number;
  readonly answers: Answers;
}

/** What a personal link's token said. */
export interface Link {
  readonly net: string;
  readonly sub: string;
  readonly survey: string;
}

/**
 * Whether the survey takes this response at all, before its link and its answers are looked at. Every version that it
 * has asked is taken: a phone may have loaded the form before the newest.
 */
export const admit = (survey: OpenSurvey, submission: Submission, now: Date): Refusal | undefined => {
  if (!survey.open || Date.parse(survey.closesAt) <= now.getTime())
    return refuse('closed', 'The survey is closed; it takes no more responses.');
  const { versions } = survey;
  if (versions.includes(submission.instrumentVersion)) return undefined;
  const current = versions.at(-1);
  const before = versions.slice(0, -1).join(', ');
  return refuse('conflict', `This survey asks version ${current}; load its form again.`, [
    'instrumentVersion',
    before ? `must be ${current}, or of a form loaded before, ${before}` : `must be ${current}`,
  ]);
};

/** A link opens the one survey it was made for. */
export const checkLink = ({ network, survey }: OpenSurvey, link: Link): Refusal | undefined =>
  link.net === network && link.survey === survey
    ? undefined
    : refuse('invalid-token', 'This link is for another survey.', ['token', 'is for another survey']);

/** The response as it goes to the workers. */
export const accept = (
  survey: OpenSurvey,
  { response, instrumentVersion, answers }: Submission,
  link: string | undefined,
  now: Date,
): AcceptedResponse => ({
  response,
  survey: survey.survey,
  instrumentVersion,
  receivedAt: now.toISOString(),
  ...(link && { link }),
  answers,
});
