import { ImportField, usualHeadings } from '@skein/contracts';
import { type FileFault, tableLimits } from '@skein/tables';
import { distance } from 'fastest-levenshtein';

export interface Column {
  readonly column: number;
  readonly heading: string;
  readonly field?: ImportField | undefined;
}

// Compared without case, accents and anything but letters and digits.
const plain = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const fieldByHeading = new Map(
  usualHeadings.flatMap(([field, headings]) =>
    headings.map((heading) => [plain(heading), ImportField.parse(field)] as const),
  ),
);

/** The columns of a table: those the uploader named as they said, the others by their usual names, each field once. */
export const mapColumns = (
  headings: readonly string[],
  said: Readonly<Record<string, ImportField | null>> = {},
): Column[] => {
  const named = new Map(Object.entries(said));
  const reserved = new Set(named.values());
  const taken = new Set<ImportField>();
  return headings.map((raw, index) => {
    const heading = raw.trim();
    const column = index + 1;
    const guess = fieldByHeading.get(plain(heading));
    const field = named.has(heading) ? named.get(heading) : guess && !reserved.has(guess) ? guess : undefined;
    if (!field || taken.has(field)) return { column, heading };
    taken.add(field);
    return { column, heading, field };
  });
};

/** A heading may be misspelt by so many letters, in so many. */
const misspelt = (length: number): number => (length >= 8 ? 2 : length >= 4 ? 1 : 0);

/** What a column is nearly called that no field has; undefined where nothing comes near. */
export const proposalFor = (heading: string): ImportField | undefined => {
  const own = plain(heading);
  const near = [...fieldByHeading]
    .map(([usual, field]) => ({ field, off: distance(own, usual), most: misspelt(usual.length) }))
    .filter(({ off, most }) => off <= most)
    .toSorted((a, b) => a.off - b.off);
  return near[0]?.field ?? longest(own);
};

/** A heading that begins or ends with a usual one, as “Organisation (Sitz)” does. */
const longest = (own: string): ImportField | undefined => {
  const held = [...fieldByHeading.keys()]
    .filter((usual) => usual.length >= 4 && (own.startsWith(usual) || own.endsWith(usual)))
    .toSorted((a, b) => b.length - a.length);
  return held[0] === undefined ? undefined : fieldByHeading.get(held[0]);
};

const has = (columns: readonly Column[], ...fields: ImportField[]): boolean =>
  columns.some(({ field }) => field && fields.includes(field));

const looksLikeData = /\S@\S+\.\S/;

/** What keeps a table from being read row by row, judged by its first line. */
export const faultOfHeadings = (
  headings: readonly string[],
  columns: readonly Column[],
  consentsStated: boolean,
): (FileFault & { isData?: true }) | undefined => {
  if (headings.length > tableLimits.columns)
    return {
      line: 1,
      detail: `The table has ${headings.length} columns; at most ${tableLimits.columns} are read.`,
    };
  const data = headings.findIndex((heading) => looksLikeData.test(heading));
  if (data >= 0)
    return {
      line: 1,
      column: data + 1,
      // Then they are somebody's, and not to be shown or kept.
      isData: true,
      detail:
        'The first line holds an e-mail address, so the headings are missing. Put a line of headings first.',
    };
  if (!has(columns, 'email'))
    return { line: 1, detail: 'No column holds e-mail addresses. Name it “email”, or say which it is.' };
  if (!has(columns, 'name', 'given-name', 'family-name'))
    return { line: 1, detail: 'No column holds names. Name it “name”, or say which it is.' };
  const consent = columns.find(({ field }) => field?.startsWith('consent:'));
  if (consent && !consentsStated)
    return {
      line: 1,
      column: consent.column,
      detail: `The column “${consent.heading}” holds consents: say what they rest on (lawful basis and version of the text), or leave the column out.`,
    };
  return undefined;
};
