/**
 * What is wrong with answers, in sentences that stand by themselves: said by the service to a plain form, and by the
 * page to whoever has scripts, in the same words.
 *
 * @typedef {{ key?: string | undefined, text: string }} Fault at a question, or with the whole
 * @typedef {{ key: string, text: string, rows?: readonly { key: string, label: string }[] }} Named
 */

/** @param {{ key: string, text: string }} question @param {string} detail @returns {Fault} */
export const faultAt = ({ key, text }, detail) => ({ key, text: `“${text}” ${detail}.` });

/**
 * The faults that a problem's errors name, one for each question; those of anything else are told by its detail.
 * @param {readonly { pointer: string, detail: string }[] | undefined} errors
 * @param {string} detail
 * @param {readonly Named[]} questions
 * @returns {Fault[]}
 */
export const faultsIn = (errors, detail, questions) => {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  /** @type {Map<string, Fault>} */
  const faults = new Map();
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
