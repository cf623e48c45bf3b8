import type { Localized } from './foreign-form.ts';

/** A survey of LimeSurvey, as its two file formats both say it. */
export interface LimeSurvey {
  readonly language: string;
  /** `title`, `description`, `welcome`, `end`, `policy`. */
  readonly texts: Readonly<Record<string, Localized>>;
  /** What is shown at once: all of it, a group, or a question. */
  readonly format: string;
  readonly groups: readonly LimeGroup[];
  /** What the file says that a questionnaire does not: “quotas”. */
  readonly beside: readonly string[];
}

export interface LimeGroup {
  readonly title: Localized;
  readonly description: Localized;
  readonly relevance: string;
  readonly questions: readonly LimeQuestion[];
}

export interface LimeQuestion {
  readonly code: string;
  /** One character; what it stands for is in `limesurvey-questions.ts`. */
  readonly type: string;
  readonly text: Localized;
  readonly help: Localized;
  readonly mandatory: string;
  readonly other: boolean;
  readonly pattern: string;
  readonly relevance: string;
  readonly hasDefault: boolean;
  readonly attributes: ReadonlyMap<string, Localized>;
  readonly parts: readonly LimePart[];
  readonly answers: readonly LimePart[];
  /** By which other names conditions know it: `Q17`, `494923X97X481`. */
  readonly aliases: readonly string[];
}

/** A subquestion or an answer; on scale 1 it is the second axis or the second scale. */
export interface LimePart {
  readonly code: string;
  readonly text: Localized;
  readonly scale: number;
  readonly relevance: string;
}

/** An attribute that has no language. */
export const attribute = ({ attributes }: LimeQuestion, name: string): string => {
  const values = attributes.get(name) ?? {};
  return (values.default ?? Object.values(values)[0] ?? '').trim();
};
