import { type ImportField, type Refusal, refuse } from '@skein/contracts';
import type { Column } from './columns.ts';

/** What is wrong with the columns that the uploader named. */
export const refusalOfMapping = (
  columns: readonly Column[],
  said: Readonly<Record<string, ImportField | null>>,
): Refusal | undefined => {
  const unknown = Object.keys(said).filter(
    (heading) => !columns.some((column) => column.heading === heading),
  );
  if (unknown.length)
    return refuse(
      'invalid-request',
      'The table has no such columns.',
      ...unknown.map((heading): [string, string] => [`columns.${heading}`, 'is no heading of the table']),
    );
  const fields = Object.entries(said).filter(([, field]) => field !== null);
  const twice = fields.find(([, field], index) => fields.findIndex(([, other]) => other === field) < index);
  if (!twice) return undefined;
  return refuse('invalid-request', 'Each field comes from one column.', [
    `columns.${twice[0]}`,
    `“${twice[1]}” is named twice`,
  ]);
};
