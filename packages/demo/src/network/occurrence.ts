import type { AfterActionReview } from './after-action-review.ts';
import type { Score, StatementKey } from './confirmation-practice.ts';
import type { LearningCase } from './learning-cases.ts';
import type { PersonKey } from './people.ts';

export interface Tension {
  key: string;
  title: string;
  raisedBy: PersonKey;
  /** Steps the tension led to, by key. */
  steps: string[];
}

export interface TacticalItem {
  key: string;
  title: string;
  owner: PersonKey | null;
}

export interface Occurrence {
  key: string;
  series: string;
  /** Local date, ISO. */
  date: string;
  startsAt: string;
  attendees: PersonKey[];
  reading: string[];
  learningCases: LearningCase[];
  tensions: Tension[];
  tacticalItems: TacticalItem[];
  afterActionReview: AfterActionReview | null;
  /** Check-out scores by statement; a statement nobody scored is absent. */
  scores: Partial<Record<StatementKey, Score[]>>;
  source: string;
}
