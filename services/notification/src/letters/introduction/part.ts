/** What a letter of an introduction is for: to ask, to give each the others' addresses, to ask the weaver afterwards. */
export type Part = 'ask' | 'exchange' | 'follow-up';

/** The cause of such a letter; an exchange counts who accepted, since each is one more to know. */
export const causeOf = (introduction: string, part: Part, accepted?: number): string =>
  [introduction, part, ...(accepted ? [accepted] : [])].join('/');

export const partOf = (cause: string): { introduction: string; part: Part } => {
  const [introduction = '', part = 'ask'] = cause.split('/');
  return { introduction, part: part as Part };
};
