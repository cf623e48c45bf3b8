/**
 * What is wrong with answers, in sentences that stand by themselves: said by the service to a plain form, and by the
 * page to whoever has scripts, in the same words.
 */

/** Something that is to be put right: at a question, or with the whole. */
export interface Fault {
  readonly key?: string | undefined;
  readonly text: string;
}

interface Worded {
  readonly key: string;
  readonly text: string;
  readonly rows?: readonly { readonly key: string; readonly label: string }[];
}

export const faultAt = ({ key, text }: Pick<Worded, 'key' | 'text'>, detail: string): Fault => ({
  key,
  text: `“${text}” ${detail}.`,
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
      faults.set(key, faultAt({ key, text }, error.detail));
    }
  }
  return faults.size > 0 ? [...faults.values()] : [{ text: detail }];
};
