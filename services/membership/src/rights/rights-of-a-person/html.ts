import { html, type Markup } from '@skein/web/markup';
import type { HeldSection } from './decide.ts';
import { linesOf, recordInWords } from './words.ts';

const fieldAsHtml = ({ name, lines }: ReturnType<typeof recordInWords>[number]): Markup =>
  html`<dt>${name}</dt><dd>${lines.length > 1 ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : lines}</dd>`;

const listAsHtml = (record: Readonly<Record<string, unknown>>): Markup =>
  html`<dl>${recordInWords(record).map(fieldAsHtml)}</dl>`;

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
<h1>What the network holds about you</h1><p>As of ${linesOf(at)}. The same is in data.json, for programs.</p>
${photo && html`<p><img src="${photo}" alt="Your photo" width="240"></p>\n`}${sections.map(sectionAsHtml)}
<section><h2>What is not here</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></section>
</main></body></html>
`.source;
