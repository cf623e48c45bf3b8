import { fileTypes, type Refusal, refuse } from '@skein/contracts';

type Ending = keyof typeof fileTypes;

const isEnding = (text: string): text is Ending => Object.hasOwn(fileTypes, text);

/** What a file’s name says that it is. */
export const typeByName = (name: string): { type: string } | Refusal => {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (isEnding(ending)) return { type: fileTypes[ending] };
  return refuse(
    'unsupported-media-type',
    `The library keeps no such files. It keeps ${Object.keys(fileTypes).join(', ')}; anything else goes in as a link, or as a PDF.`,
    ['query.name', 'ends in none of these'],
  );
};

/** What no plain text holds: control characters but for tabs, line ends and page ends. */
export const isPlain = (piece: Buffer): boolean =>
  !piece.some((byte) => byte < 32 && ![9, 10, 12, 13].includes(byte));

const archives: Readonly<Record<string, string>> = {
  'application/zip': 'a ZIP archive',
  'application/x-cfb': 'a document of an old or a locked form: save it anew, without a password',
  'application/vnd.microsoft.portable-executable': 'a program',
};

/** Why a file is not what it says by its name; `found` is what its bytes say, `plain` whether they may be text. */
export const refuseContent = (
  type: string,
  { found, plain }: { readonly found: string | undefined; readonly plain: boolean },
): Refusal | undefined => {
  const fits = type.startsWith('text/') ? found === undefined && plain : found === type;
  if (fits) return undefined;
  const is = found ? `it is ${archives[found] ?? found}` : 'its content is of no form that is known here';
  return refuse('unsupported-media-type', `The file is not what its name says: ${is}.`, [
    'query.name',
    'does not fit the content',
  ]);
};
