import { momentInWords } from '@skein/service-kit';
import { html, type Markup, type Part } from '@skein/web/markup';
import type { HeldSection } from './decide.ts';

/** A field's name as words: `joinedAt` → “Joined at”. */
const inWords = (field: string): string => {
  const words = field
    .replaceAll(/([A-Z])/g, ' $1')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

const valueAsHtml = (value: unknown): Part => {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    return value.length ? html`<ul>${value.map((item) => html`<li>${valueAsHtml(item)}</li>`)}</ul>` : '–';
  }
  if (typeof value === 'object') return listAsHtml(value as Record<string, unknown>);
  return typeof value === 'string' && moment.test(value) ? momentInWords(value, 'UTC') : String(value);
};

const listAsHtml = (record: Readonly<Record<string, unknown>>): Markup =>
  html`<dl>${Object.entries(record).map(
    ([field, value]) => html`<dt>${inWords(field)}</dt><dd>${valueAsHtml(value)}</dd>`,
  )}</dl>`;

const sectionAsHtml = ({ title, records }: HeldSection): Markup =>
  html`<section><h2>${title}</h2><ol>${records.map((record) => html`<li>${listAsHtml(record)}</li>`)}</ol></section>\n`;

const style = html`body{font:1.1rem/1.5 Arial,Helvetica,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#212b32}
dt{font-weight:bold}dd{margin:0 0 .5rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere}li{margin-bottom:1rem}`;

/** The archive's page: plain, in the order of headings, with nothing in it that a browser would run, or fetch from elsewhere. */
export const pageOf = (
  sections: readonly HeldSection[],
  notes: readonly string[],
  at: string,
  photo?: string,
): string =>
  html`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What the network holds about you</title><style>${style}</style></head><body><main>
<h1>What the network holds about you</h1><p>As of ${valueAsHtml(at)}. The same is in data.json, for programs.</p>
${photo && html`<p><img src="${photo}" alt="Your photo" width="240"></p>\n`}${sections.map(sectionAsHtml)}
<section><h2>What is not here</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></section>
</main></body></html>
`.source;
