import { type Refusal, refuse } from '@skein/contracts';
import { isDeeperThan } from '@skein/service-kit';
import { readWhole, type TableRow, tableLimits } from '@skein/tables';

type Rows = readonly (readonly string[])[];

/** A form’s file, opened by what is in it. */
export type FormFile =
  | { readonly is: 'json'; readonly json: unknown }
  | { readonly is: 'limesurvey'; readonly bytes: Buffer }
  | { readonly is: 'tables'; readonly sheets: ReadonlyMap<string, Rows> };

/** Above any form, and any table of answers to one. */
export const formLimits = { columns: 1_000, rows: 50_000, cells: 2_000_000, depth: 100 } as const;

/** A row that is empty is not read, and the others keep their place: by that a person finds them. */
const inPlace = (rows: readonly TableRow[]): Rows => {
  const placed: (readonly string[])[] = [];
  for (const { line, cells } of rows) {
    while (placed.length + 1 < line && placed.length < formLimits.rows) placed.push([]);
    placed.push(cells);
  }
  return placed;
};

const jsonOf = (text: string): FormFile | Refusal => {
  if (isDeeperThan(text, formLimits.depth))
    return refuse('invalid-request', 'Parts of the form lie in each other deeper than in any.');
  try {
    return { is: 'json', json: JSON.parse(text) };
  } catch {
    return refuse('invalid-request', 'The file begins as JSON does, but is none: is it whole?');
  }
};

const xmlOf = (bytes: Buffer, start: string): FormFile | Refusal => {
  const kind = /<LimeSurveyDocType>\s*(\w+)/.exec(start)?.[1];
  if (kind === 'Survey') return { is: 'limesurvey', bytes };
  if (kind !== undefined)
    return refuse(
      'invalid-request',
      'This is a part of a LimeSurvey survey: export the whole survey as its structure (.lss).',
    );
  return refuse(
    'invalid-request',
    'This XML is no survey of LimeSurvey. Of XForms, send the workbook (XLSForm) that they were made from.',
  );
};

/** What a file is, by what is in it. */
export const openForm = async (bytes: Buffer): Promise<FormFile | Refusal> => {
  if (bytes.length === 0) return refuse('invalid-request', 'The file is empty.');
  const start = bytes
    .subarray(0, tableLimits.cellCharacters)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start.startsWith('{')) return jsonOf(bytes.toString('utf8').replace(/^\ufeff/, ''));
  if (start.startsWith('<')) return xmlOf(bytes, start);
  const sheets = await readWhole(bytes, {}, formLimits);
  return { is: 'tables', sheets: new Map([...sheets].map(([name, rows]) => [name, inPlace(rows)])) };
};
