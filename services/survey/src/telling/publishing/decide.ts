import {
  type Actor,
  may,
  type PublicationAudience,
  type QuestionResult,
  type Refusal,
  type Results,
  refuse,
} from '@skein/contracts';
import type { PublicationRow } from './row.ts';

export interface Wanted {
  readonly title: string;
  readonly introduction: string;
  readonly audience: PublicationAudience;
  readonly questions: readonly { readonly key: string; readonly texts: boolean }[];
}

/** What is published: results as they may be shown, and the texts that were cleared, by question. */
export interface Ground {
  readonly results: Results;
  readonly cleared: ReadonlyMap<string, readonly string[]>;
  readonly smallestGroup: number;
}

/** Those who were asked and the hosts of a named survey know its people anyway; nobody else is told of so few. */
const isClose = ({ kind }: PublicationAudience): boolean => kind === 'community' || kind === 'respondents';

const faultOf = (
  { key }: Wanted['questions'][number],
  audience: PublicationAudience,
  { results, smallestGroup }: Ground,
): string | undefined => {
  const result = results.questions.find((one) => one.key === key);
  if (!result) return 'is no question whose results may be shown';
  if (results.mode === 'named' && isClose(audience)) return undefined;
  return result.answered < smallestGroup ? `was answered by fewer than ${smallestGroup}` : undefined;
};

const published = (
  { key, texts }: Wanted['questions'][number],
  { results, cleared }: Ground,
): QuestionResult => {
  const { texts: _, ...result } = results.questions.find((one) => one.key === key) as QuestionResult;
  return { ...result, ...(texts && { texts: [...(cleared.get(key) ?? [])] }) };
};

/** Publishes chosen questions; what may not be shown to this audience is refused, naming the question. */
export const publish = (
  wanted: Wanted,
  ground: Ground,
  {
    network,
    community,
    _id,
    now,
  }: { network: string; community?: string | undefined; _id: string; now: Date },
): PublicationRow | Refusal => {
  const { audience, questions, title, introduction } = wanted;
  if (ground.results.suppressed)
    return refuse('conflict', 'Too few have responded for anything to be published.');
  const faults = questions.flatMap((question, index): [string, string][] => {
    if (questions.findIndex(({ key }) => key === question.key) !== index)
      return [[`questions.${index}.key`, 'is named twice']];
    const fault = faultOf(question, audience, ground);
    return fault === undefined ? [] : [[`questions.${index}.key`, fault]];
  });
  if (faults.length)
    return refuse(
      'conflict',
      `Not published: ${faults.map((fault) => fault.join(' ')).join('; ')}.`,
      ...faults,
    );
  const { survey, invited, responses, replacedBallots } = ground.results;
  return {
    ...{
      _id,
      network,
      version: 1,
      survey,
      title,
      introduction,
      audience,
      publishedAt: now,
      invited,
      responses,
    },
    ...(community && { community }),
    ...(replacedBallots !== undefined && { replacedBallots }),
    questions: questions.map((question) => published(question, ground)),
  };
};

export const withdraw = (before: PublicationRow, now: Date): PublicationRow | Refusal =>
  before.withdrawnAt
    ? refuse('conflict', 'It was withdrawn already.')
    : { ...before, withdrawnAt: now, version: before.version + 1 };

/** A refusal unless this person is of the audience, or runs the survey; `answered` is whether they are a respondent. */
export const refuseReader = (
  { audience, community }: PublicationRow,
  actor: Actor | undefined,
  answered: boolean,
): Refusal | undefined => {
  if (audience.kind === 'public') return undefined;
  if (!actor) return refuse('unauthenticated', 'These results are for people who are signed in.');
  if (audience.kind === 'network' || may(actor, 'survey.run', { community })) return undefined;
  if (audience.kind === 'respondents' && answered) return undefined;
  if (audience.kind === 'community' && may(actor, 'survey.results', { community: audience.community }))
    return undefined;
  return refuse('forbidden', 'These results are for others.');
};
