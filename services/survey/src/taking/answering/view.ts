import type { Fault, Fields } from '@skein/answering';
import type { InstrumentVersion, SurveyMode } from '@skein/contracts';
import { momentInWords } from '@skein/service-kit';
import { html, type Markup } from '@skein/web/markup';

/** What a form carries beside its answers, from its first showing to its last sending. */
export interface Carried {
  readonly token?: string | undefined;
  /** The response's id: what is sent twice counts once. */
  readonly response: string;
  /** The receipt's secret. */
  readonly secret: string;
  /** The ballot's message, of which all else of it follows where the server acts as the device. */
  readonly ballot?: string | undefined;
  /** What random orders follow from. */
  readonly order: string;
  readonly version: number;
  /** Of a response that was taken, where it is changed. */
  readonly proof?: string | undefined;
  readonly revision?: number | undefined;
}

/** A survey as its page shows it. */
export interface View {
  readonly survey: string;
  readonly title: string;
  readonly mode: SurveyMode;
  /** Until when it takes answers; of one that was closed before its time, when that was. */
  readonly closesAt: Date;
  /** It closes before that once so many have answered. */
  readonly closesAfter?: number | undefined;
  /** The network's, until scripts know the reader's. */
  readonly timeZone: string;
  /** What becomes of the answers, sent by scripts and without. */
  readonly promise: string;
  readonly plainPromise: string;
  readonly form: InstrumentVersion;
  readonly language: string;
  readonly languages: readonly string[];
  /** The invitation's id, under which a device keeps what is begun; absent of an open link. */
  readonly link?: string | undefined;
}

export const isEnglish = (language: string): boolean => language === 'en' || language.startsWith('en-');

export const directionOf = (language: string): string => {
  const locale: Intl.Locale & { getTextInfo?(): { direction?: string } } = new Intl.Locale(language);
  return locale.getTextInfo?.().direction ?? 'ltr';
};

/** The page's own words are English: so that they are read out as that on a page in another language. */
export const inEnglish = (language: string): Markup | undefined =>
  isEnglish(language) ? undefined : html`lang="en" dir="ltr"`;

/** A moment by the network's clock, which scripts say by the reader's own. */
export const momentOf = (at: Date, { timeZone }: Pick<View, 'timeZone'>): Markup =>
  html`<time datetime="${at.toISOString()}">${momentInWords(at, timeZone)}</time>`;

export type { Fault, Fields };
