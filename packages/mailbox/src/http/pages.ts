import { html, type Markup, type Part } from '@skein/web/markup';
import type { Letter } from '../letters/letter.ts';
import type { OpenedLetter } from '../letters/read.ts';
import type { Duplicate, LetterFilter, LetterPage } from '../letters/register.ts';
import { document } from './document.ts';

// The letter's own policy stands before anything of the letter, so nothing of it escapes the policy.
const LETTER_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
const FOLLOWABLE = /^(?:https?|mailto):/i;

const when = (letter: Letter): Markup =>
  html`<time datetime="${letter.receivedAt}">${letter.receivedAt.slice(0, 19).replace('T', ' ')}</time>`;

const subjectOf = (letter: Letter): string => letter.subject || '(no subject)';

const bytesOf = (bytes: number): string => (bytes < 1024 ? `${bytes} B` : `${Math.ceil(bytes / 1024)} KiB`);

const row = (letter: Letter): Markup => html`<tr>
<td>${when(letter)}</td>
<th scope="row"><a href="/letters/${letter.id}">${subjectOf(letter)}</a></th>
<td>${letter.to.join(', ')}</td>
<td class="wide">${letter.from}</td>
<td class="wide size">${bytesOf(letter.size)}</td>
</tr>
`;

const listAddress = ({ to, subject }: LetterFilter, after?: string): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ to, subject, after })) if (value) query.set(name, value);
  return query.size === 0 ? '/' : `/?${query}`;
};

const table = (page: LetterPage): Markup => html`<table>
<caption>${page.total} ${page.total === 1 ? 'letter' : 'letters'}, newest first, times in UTC</caption>
<thead><tr><th scope="col">Received</th><th scope="col">Subject</th><th scope="col">To</th>
<th scope="col" class="wide">From</th><th scope="col" class="wide size">Size</th></tr></thead>
<tbody>
${page.items.map(row)}</tbody>
</table>`;

const duplicateNotice = (duplicates: readonly Duplicate[]): Part =>
  duplicates.length === 0
    ? undefined
    : html`<p class="notice"><strong>Received more than once:</strong> ${duplicates.length}
<a href="/api/duplicates">pairs of Message-ID and recipient</a></p>`;

/** The list of letters with its search form. */
export const listPage = (
  page: LetterPage,
  filter: LetterFilter,
  atStart: boolean,
  duplicates: readonly Duplicate[],
) => {
  const first = !atStart && html`<a href="${listAddress(filter)}">Newest letters</a>`;
  const next = page.next && html`<a rel="next" href="${listAddress(filter, page.next)}">Older letters</a>`;
  return document(
    'Letters',
    html`<h1>Letters</h1>
<form role="search" action="/" method="get">
<div><label for="to">Recipient</label>
<input id="to" name="to" type="search" value="${filter.to ?? ''}" aria-describedby="to-hint"
autocomplete="off"></div>
<div><label for="subject">Subject</label>
<input id="subject" name="subject" type="search" value="${filter.subject ?? ''}" autocomplete="off"></div>
<button type="submit">Search</button>
</form>
<p id="to-hint" class="hint">Recipient: a whole address, @domain or part of a name.</p>
${duplicateNotice(duplicates)}
${page.items.length > 0 ? table(page) : html`<p>No letters here.</p>`}
<nav aria-label="Pages">${first}${next}</nav>`,
  );
};

const section = (title: string, body: Markup | undefined): Part => body && html`<h2>${title}</h2>\n${body}\n`;

const link = (address: string): Markup =>
  FOLLOWABLE.test(address)
    ? html`<li><a href="${address}" rel="noopener noreferrer">${address}</a></li>`
    : html`<li>${address}</li>`;

const attachment = ({ name, type, size }: OpenedLetter['attachments'][number]): Markup =>
  html`<li>${name}, ${type}, ${bytesOf(size)}</li>`;

const notice = (given: boolean, text: string): Part => given && html`<p class="notice">${text}</p>`;

const frame = (body: string): Markup => {
  const policy = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${LETTER_POLICY}">`;
  return html`<iframe title="HTML body of the letter" sandbox="" referrerpolicy="no-referrer"
srcdoc="${policy + body}"></iframe>`;
};

const headerRows = (letter: OpenedLetter): Markup[] =>
  Object.entries(letter.headers).flatMap(([name, values]) =>
    values.map((value) => html`<dt>${name}</dt><dd>${value}</dd>\n`),
  );

const listOf = (items: readonly Markup[]): Markup | undefined =>
  items.length === 0 ? undefined : html`<ul>${items}</ul>`;

/** One letter. Its HTML is shown in a frame that runs no script and loads nothing. */
export const letterPage = (letter: OpenedLetter, copies: number): string =>
  document(
    subjectOf(letter),
    html`<p><a href="/">All letters</a></p>
<h1>${subjectOf(letter)}</h1>
${notice(copies > 1, `This Message-ID has reached a recipient ${copies} times.`)}
${notice(letter.unreadable !== null, `The body cannot be read: ${letter.unreadable}`)}
<dl><dt>From</dt><dd>${letter.from}</dd><dt>To</dt><dd>${letter.to.join(', ')}</dd>
<dt>Received</dt><dd>${when(letter)} UTC</dd><dt>Message-ID</dt><dd>${letter.messageId ?? 'none'}</dd>
<dt>Size</dt><dd>${bytesOf(letter.size)}, <a href="/letters/${letter.id}/source">source</a></dd></dl>
<details><summary>All headers</summary><dl>${headerRows(letter)}</dl></details>
${section('Text', letter.text === null ? undefined : html`<pre>${letter.text}</pre>`)}
${section('HTML', letter.html === null ? undefined : frame(letter.html))}
${section('Links', listOf(letter.links.map(link)))}
${section('Attachments', listOf(letter.attachments.map(attachment)))}`,
  );
