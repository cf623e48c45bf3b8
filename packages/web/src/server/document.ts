import type { Assets } from './built.ts';
import { html, type Markup, type Part } from './markup.ts';

/** What a page says, and what it needs around it. */
export interface Framed {
  readonly title: string;
  readonly language?: string;
  readonly direction?: string;
  /** As wide as tables want it, not as texts are read best. */
  readonly wide?: boolean;
  /** Beside the one that all pages have. */
  readonly style?: string | undefined;
  readonly script?: string | undefined;
  readonly content: Part;
  /** Whose page it is, where that is known as it is made; else its script asks. */
  readonly network?: { readonly name: string; readonly mark: string } | undefined;
}

/** Scripts to run, and once each what they import. */
const scripts = (...all: (readonly string[])[]): Markup[] => [
  ...all.map(
    ([own]) => html`<script type="module" src="${own}"></script>
`,
  ),
  ...[...new Set(all.flatMap(([, ...imported]) => imported))].map(
    (path) => html`<link rel="modulepreload" href="${path}">
`,
  ),
];

/** The network’s own letters, or two rings where it has none. */
const markOf = (letters = ''): Markup =>
  html`<svg class="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false"${letters !== '' && html` data-lettered`}>
<g class="rings"><circle cx="14.5" cy="20" r="10"/><circle class="gap" cx="25.5" cy="20" r="10"/><circle cx="25.5" cy="20" r="10"/></g>
<g class="lettered"><rect class="plate" width="40" height="40" rx="10"/><text class="letters" data-network="letters" x="20" y="21" text-anchor="middle" dominant-baseline="central">${letters}</text></g></svg>`;

const english = html`lang="en" dir="ltr"`;

/** A whole document beside the application, in the same dress. */
export const documentOf = (
  { title, language = 'en', direction = 'ltr', wide = false, style, script, content, network }: Framed,
  names: Assets,
): string =>
  html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}${network && ` – ${network.name}`}</title>
${['style', ...(style ? [style] : [])].map(
  (name) => html`<link rel="stylesheet" href="${names.style(name)}">
`,
)}<link rel="icon" href="/icon.svg" type="image/svg+xml">
${scripts(...['dress', ...(script === undefined ? [] : [script])].map(names.script))}</head>
<body>
<a class="skip" href="#main" ${english}>Skip to the content</a>
<header class="band no-print"><a class="network" href="/">${markOf(network?.mark)}<span data-network="name">${network?.name ?? 'The first page'}</span></a></header>
<main id="main"${!wide && html` class="narrow"`}>
${content}
</main>
<footer class="pagefoot no-print" ${english}><span data-network="name">${network?.name}</span><a href="/privacy">How your data is handled</a><a href="/imprint">Imprint</a><span>Made with Skein</span></footer>
</body>
</html>
`.source;

const font = 'atkinson-hyperlegible-next-latin-wght-normal';

/** The document of the application: the same at each of its addresses. */
export const pageDocumentOf = (names: Assets): string => {
  const preloaded = names.file(font);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta id="react-aria-pressable-style">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="preload" href="/api/v1/network" as="fetch" crossorigin>
${preloaded !== undefined && html`<link rel="preload" href="${preloaded}" as="font" type="font/woff2" crossorigin>`}${names
  .styles('page')
  .map(
    (path) => html`<link rel="stylesheet" href="${path}">
`,
  )}${scripts(names.script('page'))}</head>
<body>
<div id="page"></div>
<noscript><p>This page needs scripts. The pages behind the links of letters work without.</p></noscript>
</body>
</html>
`.source;
};
