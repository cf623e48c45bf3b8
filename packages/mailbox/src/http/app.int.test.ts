import { describe, expect, it } from 'vitest';
import type { LetterPage } from '../letters/register.ts';
import { postman } from '../testing/postman.ts';
import { freshMailbox } from '../testing/workplace.ts';

const json = async <T>(url: string): Promise<T> => (await fetch(url)).json() as Promise<T>;
const letters = (url: string, query: string) => json<LetterPage>(`${url}/api/letters?${query}`);
const page = async (url: string) => (await fetch(url, { headers: { accept: 'text/html' } })).text();

describe('the letters API', () => {
  it('pages through the letters by cursor, newest first, while new ones arrive', async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    for (const subject of ['1', '2', '3', '4', '5']) await post.send({ subject });
    const first = await letters(mailbox.url, 'limit=3');
    await post.send({ subject: '6' });
    const second = await letters(mailbox.url, `limit=3&after=${first.next}`);
    expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual([
      '5',
      '4',
      '3',
      '2',
      '1',
    ]);
    expect(first.total).toBe(5);
    expect(second).not.toHaveProperty('next');
  });

  it('finds by whole address, by domain, by part of a name and by subject', async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    await post.send({ to: 'anna@one.test', subject: 'Your digest' });
    await post.send({ to: 'joanna@one.test', subject: 'Welcome' });
    await post.send({ to: 'ben@two.test', subject: 'Welcome' });
    const found = async (query: string) => (await letters(mailbox.url, query)).items.map(({ to }) => to[0]);
    expect(await found('to=ANNA@one.test')).toEqual(['anna@one.test']);
    expect(await found('to=@one.test')).toEqual(['joanna@one.test', 'anna@one.test']);
    expect(await found('to=anna')).toEqual(['joanna@one.test', 'anna@one.test']);
    expect(await found('to=anna&subject=DIGEST')).toEqual(['anna@one.test']);
    expect(await found('subject=welcome&limit=1')).toEqual(['ben@two.test']);
  });

  it('gives one letter, its source, the summary and the duplicates, and deletes all', async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    for (const text of ['once', 'twice']) await post.send({ messageId: '<d@skein.test>', text });
    const id = mailbox.list()[0]?.id;
    expect(await json(`${mailbox.url}/api/letters/${id}`)).toMatchObject({
      id,
      text: 'twice\n',
      html: null,
      links: [],
    });
    const source = await fetch(`${mailbox.url}/letters/${id}/source`);
    expect(source.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await source.text()).toMatch(
      /^Return-Path: <post@skein\.test>\r\nDelivered-To: anna@example\.test\r\n/,
    );
    expect(await json(`${mailbox.url}/api/summary`)).toMatchObject({ letters: 2, recipients: 1 });
    expect(await json(`${mailbox.url}/api/duplicates`)).toMatchObject({
      items: [{ messageId: '<d@skein.test>', recipient: 'anna@example.test', count: 2 }],
    });
    expect((await fetch(`${mailbox.url}/api/letters`, { method: 'DELETE' })).status).toBe(204);
    expect(await json(`${mailbox.url}/api/summary`)).toEqual({ letters: 0, recipients: 0, bytes: 0 });
  });

  it.each([
    ['/api/letters?limit=0', 400, '#/limit'],
    ['/api/letters?after=yesterday', 400, '#/after'],
    ['/api/letters?to=a&to=b', 400, '#/to'],
    ['/api/letters?subjekt=x', 400, undefined],
    ['/?limit=many', 400, '#/limit'],
    ['/%zz', 400, undefined],
    ['/api/letters/none', 404, undefined],
    ['/letters/..%2f..%2fetc%2fpasswd/source', 404, undefined],
    ['/nowhere', 404, undefined],
  ])('answers %s with problem details', async (path, status, pointer) => {
    await using mailbox = await freshMailbox();
    const response = await fetch(mailbox.url + path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const problem = await response.json();
    expect(problem).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    if (pointer !== undefined) expect(problem).toMatchObject({ errors: [{ pointer }] });
  });
});

describe('the pages', () => {
  it('list 50 letters at a time and lead to the older ones within the search', async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    for (let place = 0; place < 51; place += 1) await post.send({ subject: `digest ${place}` });
    await post.send({ subject: 'other' });
    const first = await page(`${mailbox.url}/?subject=digest`);
    expect(first.match(/<th scope="row">/g)).toHaveLength(50);
    const older = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&');
    const second = await page(mailbox.url + older);
    expect(second.match(/<th scope="row">/g)).toHaveLength(1);
    expect(second).toContain('digest 0');
  });

  it('show what a letter says as text, whatever it says', async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    const hostile = `"><script>alert('x')</script>`;
    await post.send({ subject: hostile, text: `</pre>${hostile}`, headers: { 'X-Note': hostile } });
    const id = mailbox.list()[0]?.id;
    for (const path of ['/', `/?subject=${encodeURIComponent(hostile)}`, `/letters/${id}`]) {
      const body = await page(mailbox.url + path);
      expect(body).toContain('&quot;&gt;&lt;script&gt;');
      expect(body).not.toMatch(/<script|<\/pre><?"/i);
    }
  });

  it('show HTML in a frame without any right, under a policy that lets nothing run or load', async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    const image = `<img src="https://track.test/x.gif" onerror='alert("1")'>`;
    const body = `<p>Hi</p><script>parent.x=1</script>${image}</iframe>`;
    await post.send({ html: `${body}<a href="javascript:alert(1)">go</a>` });
    const response = await fetch(`${mailbox.url}/letters/${mailbox.list()[0]?.id}`);
    const policy = response.headers.get('content-security-policy');
    const text = await response.text();
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).not.toContain('script-src');

    const frame = /<iframe [^>]*? sandbox="" [^>]*?srcdoc="([^"]*)"><\/iframe>/.exec(text);
    expect(frame?.[1]).toMatch(
      /^&lt;!doctype html&gt;&lt;meta http-equiv=&quot;Content-Security-Policy&quot;/,
    );
    expect(frame?.[1]).toContain('&lt;script&gt;parent.x=1&lt;/script&gt;');
    // Outside of the frame's attribute there is nothing of the letter's markup, nor a link that runs.
    const outside = text.replace(frame?.[0] ?? '', '');
    expect(outside).not.toMatch(/<script|onerror|<img|<iframe|href="javascript:/i);
  });

  it('tell a reader at a browser of a missing letter in a page', async () => {
    await using mailbox = await freshMailbox();
    const response = await fetch(`${mailbox.url}/letters/gone`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is no such letter.');
  });
});
