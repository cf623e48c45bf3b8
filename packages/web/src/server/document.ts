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
}

const scripts = ([own, ...imported]: readonly string[]): Markup[] => [
  html`<script type="module" src="${own}"></script>
`,
  ...imported.map(
    (path) => html`<link rel="modulepreload" href="${path}">
`,
  ),
];

/** A whole document: the frame of every page of this origin. */
export const documentOf = (
  { title, language = 'en', direction = 'ltr', wide = false, style, script, content }: Framed,
  names: Assets,
): string =>
  html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title} – Skein</title>
${['style', ...(style ? [style] : [])].map(
  (name) => html`<link rel="stylesheet" href="${names.style(name)}">
`,
)}<link rel="icon" href="/icon.svg" type="image/svg+xml">
${script !== undefined && scripts(names.script(script))}</head>
<body>
<header><a href="/" lang="en" dir="ltr">Skein</a></header>
<main${!wide && html` class="narrow"`}>
${content}
</main>
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
