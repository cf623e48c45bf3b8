import { html, type Markup } from '@skein/web/markup';

// Contrast is at least 7:1 for text in both schemes, 3:1 for borders of fields.
const STYLE = html`
:root { color-scheme: light dark; --ground: #fff; --ink: #1b1f24; --soft: #48505a; --line: #d5d9de;
  --field: #767e88; --link: #0a4a8f; --band: #f3f5f7; --mark: #fff1c9; --mark-ink: #4d3800; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171b; --ink: #eceff2; --soft: #bcc4cd;
  --line: #3a414a; --field: #8b95a1; --link: #9cc9ff; --band: #1e2329;
  --mark: #3b2f0c; --mark-ink: #ffe7a3; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; }
label { display: block; font-weight: 600; }
input, button { font: inherit; min-height: 2.75rem; padding: .25rem .75rem; border-radius: .25rem;
  border: 1px solid var(--field); background: var(--ground); color: var(--ink); }
input { width: 18rem; max-width: 100%; }
button { background: var(--link); border-color: var(--link); color: var(--ground); cursor: pointer; }
.hint { color: var(--soft); }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
caption { text-align: left; color: var(--soft); padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .6rem .5rem; border-bottom: 1px solid var(--line); }
thead th { background: var(--band); } tbody th { font-weight: 600; }
td time, .size { white-space: nowrap; } .size { text-align: right; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; }
dt { color: var(--soft); } dd { margin: 0; }
pre { white-space: pre-wrap; background: var(--band); padding: 1rem; border-radius: .25rem; margin: 0; }
iframe { width: 100%; height: 36rem; border: 1px solid var(--field); background: #fff;
  color-scheme: light; resize: vertical; }
.notice { background: var(--mark); color: var(--mark-ink); padding: .75rem 1rem; border-radius: .25rem; }
nav { display: flex; gap: 1.5rem; }
@media (max-width: 40rem) { .wide { display: none; } td time { white-space: normal; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }`;

/** A whole page; it needs nothing from elsewhere and no script. */
export const document = (title: string, body: Markup): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Skein mailbox</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<main id="main">
${body}
</main>
</body>
</html>
`.source;
