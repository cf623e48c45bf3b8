import type { HeldSection } from './decide.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** A field's name as words: `joinedAt` → “Joined at”. */
const inWords = (field: string): string => {
  const words = field
    .replaceAll(/([A-Z])/g, ' $1')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const valueAsHtml = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    return value.length ? `<ul>${value.map((item) => `<li>${valueAsHtml(item)}</li>`).join('')}</ul>` : '–';
  }
  if (typeof value === 'object') return listAsHtml(value as Record<string, unknown>);
  return escaped(String(value));
};

const listAsHtml = (record: Readonly<Record<string, unknown>>): string =>
  `<dl>${Object.entries(record)
    .map(([field, value]) => `<dt>${escaped(inWords(field))}</dt><dd>${valueAsHtml(value)}</dd>`)
    .join('')}</dl>`;

const sectionAsHtml = ({ title, records }: HeldSection): string =>
  `<section><h2>${escaped(title)}</h2><ol>${records.map((record) => `<li>${listAsHtml(record)}</li>`).join('')}</ol></section>`;

const style =
  'body{font:1.1rem/1.5 Arial,Helvetica,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#212b32}' +
  'dt{font-weight:bold}dd{margin:0 0 .5rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere}li{margin-bottom:1rem}';

/** The archive's page: plain, in the order of headings, with nothing in it that a browser would run, or fetch from elsewhere. */
export const pageOf = (
  sections: readonly HeldSection[],
  notes: readonly string[],
  at: string,
  photo?: string,
): string =>
  [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>What the network holds about you</title><style>${style}</style></head><body><main>`,
    `<h1>What the network holds about you</h1><p>As of ${escaped(at)}. The same is in data.json, for programs.</p>`,
    ...(photo ? [`<p><img src="${escaped(photo)}" alt="Your photo" width="240"></p>`] : []),
    ...sections.map(sectionAsHtml),
    `<section><h2>What is not here</h2><ul>${notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul></section>`,
    '</main></body></html>\n',
  ].join('\n');
