/**
 * What is wrong with answers, in sentences that stand by themselves: said by the service to a plain form, and by the
 * page to whoever has scripts, in the same words.
 */

/** Something that is to be put right: at a question, or with the whole. */
export interface Fault {
  readonly key?: string | undefined;
  readonly text: string;
}

/** What is said of a missing answer, and of one to what is not shown: the author’s own words are for other faults. */
export const mustBeAnswered = 'must be answered';
export const notShown = 'is to a question that is not shown after the answers before it';

/** What is said of a text in which its question’s pattern is not found. */
export const misfit = 'is not written as it must be';

interface Worded {
  readonly key: string;
  readonly text: string;
  readonly errorText?: string | undefined;
  readonly rows?: readonly { readonly key: string; readonly label: string }[];
}

const isOfAnswer = (detail: string): boolean =>
  !detail.startsWith(mustBeAnswered) && !detail.startsWith(notShown);

export const faultAt = (
  { key, text, errorText }: Pick<Worded, 'key' | 'text' | 'errorText'>,
  detail: string,
): Fault => ({
  key,
  text: errorText !== undefined && isOfAnswer(detail) ? `“${text}”: ${errorText}` : `“${text}” ${detail}.`,
});

/** The faults that a problem's errors name, one for each question; those of anything else are told by its detail. */
export const faultsIn = (
  errors: readonly { readonly pointer: string; readonly detail: string }[] | undefined,
  detail: string,
  questions: readonly Worded[],
): Fault[] => {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  const faults = new Map<string, Fault>();
  for (const error of errors ?? []) {
    const [, where, key = '', part] = error.pointer.split('/');
    const question = where === 'answers' ? byKey.get(key) : undefined;
    if (!question) faults.set('', { text: detail });
    else if (!faults.has(key)) {
      const row = question.rows?.find((one) => one.key === part);
      const text = row ? `${question.text}: ${row.label}` : question.text;
      faults.set(key, faultAt({ key, text, errorText: question.errorText }, error.detail));
    }
  }
  return faults.size > 0 ? [...faults.values()] : [{ text: detail }];
};
