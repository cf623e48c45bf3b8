import { momentInWords } from '@skein/service-kit';

/** A field's name as words: `joinedAt` → “Joined at”. */
const nameInWords = (field: string): string => {
  const words = field
    .replaceAll(/([A-Z])/g, ' $1')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** What is held in a field, in the lines that people read. */
export const linesOf = (value: unknown): string[] => {
  if (value === null || value === undefined || value === '') return ['–'];
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  if (Array.isArray(value)) return value.length ? value.flatMap(linesOf) : ['–'];
  if (typeof value === 'object') {
    return Object.entries(value).map(([field, said]) => `${nameInWords(field)}: ${linesOf(said).join('; ')}`);
  }
  return [typeof value === 'string' && moment.test(value) ? momentInWords(value, 'UTC') : String(value)];
};

/** A record as people read it: each field with its name. */
export const recordInWords = (record: Readonly<Record<string, unknown>>) =>
  Object.entries(record).map(([field, value]) => ({ name: nameInWords(field), lines: linesOf(value) }));
