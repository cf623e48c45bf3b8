import { html, type Markup, type Part } from './markup.ts';
import { directionOf } from './view.ts';

export interface Framed {
  readonly title: string;
  readonly language?: string | undefined;
  /** Whether the page's script is to run. */
  readonly scripted?: boolean;
}

/** A whole document around what a page says. */
export const frame = ({ title, language = 'en', scripted = true }: Framed, content: Part): string => {
  const page: Markup = html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title} – Skein</title>
<link rel="stylesheet" href="/style.css">
<link rel="stylesheet" href="/answer.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${scripted && html`<script type="module" src="/answer.js"></script>`}
</head>
<body>
<header><a href="/" lang="en" dir="ltr">Skein</a></header>
<main class="narrow">
${content}
</main>
</body>
</html>
`;
  return page.source;
};
