import { type AcceptedResponse, type Answers, type OpenSurvey, type Refusal, refuse } from '@skein/contracts';

export interface Submission {
  readonly response: string;
  readonly instrumentVersion: number;
  readonly answers: Answers;
  /** SHA-256 of the receipt's secret. */
  readonly receipt?: string | undefined;
}

/** A survey with its closing time read: milliseconds since 1970. */
export interface TakenSurvey extends OpenSurvey {
  readonly closes: number;
}

/** Nothing is taken, changed or withdrawn once the survey is closed. */
export const whileOpen = (survey: TakenSurvey, now: Date): Refusal | undefined =>
  survey.open && survey.closes > now.getTime()
    ? undefined
    : refuse('closed', 'The survey is closed; it takes no more responses.');

// Many come in one millisecond, and writing it out costs more than all else that is decided of a response.
let written = { time: Number.NaN, at: '' };
const instantOf = (now: Date): string => {
  const time = now.getTime();
  if (time !== written.time) written = { time, at: now.toISOString() };
  return written.at;
};

/** When a response came; to the day, where its moment would help to tell whose it is. */
export const receivedAt = ({ mode }: OpenSurvey, now: Date): string => {
  const at = instantOf(now);
  return mode === 'anonymous' ? `${at.slice(0, 10)}T00:00:00.000Z` : at;
};

/**
 * Whether the survey takes this response at all, before its link and its answers are looked at. Every version that it
 * has asked is taken: a phone may have loaded the form before the newest.
 */
export const admit = (survey: TakenSurvey, submission: Submission, now: Date): Refusal | undefined => {
  const closed = whileOpen(survey, now);
  if (closed) return closed;
  const { versions } = survey;
  if (versions.includes(submission.instrumentVersion)) return undefined;
  const current = versions.at(-1);
  const before = versions.slice(0, -1).join(', ');
  return refuse('conflict', `This survey asks version ${current}; load its form again.`, [
    'instrumentVersion',
    before ? `must be ${current}, or of a form loaded before, ${before}` : `must be ${current}`,
  ]);
};

/** The response as it goes to the workers. */
export const accept = (
  survey: OpenSurvey,
  { response, instrumentVersion, answers, receipt }: Submission,
  link: string | undefined,
  now: Date,
): AcceptedResponse => ({
  response,
  survey: survey.survey,
  instrumentVersion,
  receivedAt: receivedAt(survey, now),
  ...(link && { link }),
  ...(receipt && { receipt }),
  answers,
});
