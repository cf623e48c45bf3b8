import type { ServiceName } from '@skein/contracts';

/** What one service holds, in the order in which it told. */
export interface HeldSection {
  readonly service: ServiceName;
  readonly title: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

/** Pages of one title follow each other and are one section. */
export const gathered = (
  service: ServiceName,
  pages: readonly { title?: string | undefined; records: readonly Record<string, unknown>[] }[],
): HeldSection[] => {
  const sections = new Map<string, Record<string, unknown>[]>();
  for (const { title = '', records } of pages) {
    if (records.length) sections.set(title, [...(sections.get(title) ?? []), ...records]);
  }
  return [...sections].map(([title, records]) => ({ service, title, records }));
};

/** What no service can give. */
export const notInExport: readonly string[] = [
  'Answers to anonymous and confidential surveys: nothing leads from them to anybody, by design.',
  'Free text of others, such as the notes of a meeting, is not searched for names. Ask the hosts where you think you are named.',
  'Secrets, such as those that your browser signs in with, and records that tell of others.',
];
