import { Trans } from '@lingui/react/macro';
import type { AskedSurvey, AskedVote } from '@skein/contracts';
import type { ReactNode } from 'react';
import { SurveyRow } from './SurveyRow.tsx';
import { VoteRow } from './VoteRow.tsx';

/** Something that waits until a moment, with its row. */
export interface Urgent {
  readonly key: string;
  /** When it is too late; empty: never. */
  readonly until: string;
  /** The first one of a list has the filled button. */
  readonly row: (first: boolean) => ReactNode;
}

export const urgentSurvey = (survey: AskedSurvey): Urgent => ({
  key: survey.id,
  until: survey.closesAt,
  row: (first) => <SurveyRow key={survey.id} survey={survey} first={first} />,
});

export const urgentVote = (vote: AskedVote): Urgent => ({
  key: vote.round,
  until: vote.closesAt,
  row: (first) => <VoteRow key={vote.round} vote={vote} first={first} />,
});

const never = '9999-12-31';

/** What is first too late, first. */
export const byUrgency = (one: Urgent, other: Urgent): number =>
  (one.until || never).localeCompare(other.until || never);

/** Said where part of what waits could not be asked for. */
export const NotAll = () => (
  <Trans>Not all that waits could be asked for. Load the page again in a moment.</Trans>
);
