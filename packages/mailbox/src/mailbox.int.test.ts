import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { postman } from './testing/postman.ts';
import { freshDirectory, freshMailbox } from './testing/workplace.ts';

describe('a mailbox', () => {
  it('keeps a letter with its envelope, so that a blind copy is seen', async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    await post.send({ to: 'anna@example.test', bcc: 'ben@example.test', subject: 'Grüße aus Köln' });
    expect(mailbox.list()).toMatchObject([
      { subject: 'Grüße aus Köln', to: ['anna@example.test', 'ben@example.test'] },
    ]);
    expect(mailbox.list()[0]?.from).toContain('post@skein.test');
  });

  it('opens a letter with its headers, text, HTML, links and attachments', async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    await post.send({
      text: 'Read on: https://skein.test/plain.',
      html: `<a class=x href="https://skein.test/?a=1&amp;b=2">Read</a><a href='mailto:x@skein.test'>Ask</a>`,
      headers: { 'List-Unsubscribe': '<https://skein.test/leave/1>' },
      attachments: [{ filename: 'plan.txt', content: 'one' }],
    });
    const opened = await mailbox.open(mailbox.list()[0]?.id ?? '');
    expect(opened).toMatchObject({
      text: 'Read on: https://skein.test/plain.',
      links: ['https://skein.test/?a=1&b=2', 'mailto:x@skein.test', 'https://skein.test/plain'],
      attachments: [{ name: 'plan.txt', type: 'text/plain', size: 3 }],
      unreadable: null,
    });
    expect(opened?.html).toContain('<a class=x');
    expect(opened?.headers['list-unsubscribe']).toEqual(['<https://skein.test/leave/1>']);
  });

  it('waits for a letter that is there already and for one that is yet to come', async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    const second = mailbox.waitFor(({ subject }) => subject === 'second');
    await post.send({ subject: 'first' });
    await post.send({ subject: 'second' });
    expect((await second).subject).toBe('second');
    expect((await mailbox.waitFor(({ subject }) => subject === 'first')).subject).toBe('first');
  });

  it('tells what is there when the letter waited for does not come', async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    await post.send({ subject: 'the wrong one' });
    await expect(mailbox.waitFor(() => false, { timeoutMs: 1 })).rejects.toThrow(/"the wrong one" to anna@/);
  });

  it('fails who still waits when it stops', async () => {
    const mailbox = await freshMailbox();
    const waiting = mailbox.waitFor(() => true);
    await Promise.all([expect(waiting).rejects.toThrow('stopped'), mailbox.stop()]);
  });

  it('keeps a letter delivered twice twice, and tells so for the recipients who got it twice', async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    const messageId = '<digest-1@skein.test>';
    await post.send({ messageId, to: ['anna@example.test', 'ben@example.test'] });
    await post.send({ messageId, to: 'Anna@Example.test' });
    await post.send({ to: 'ben@example.test' });
    const letters = mailbox.list().map(({ id }) => id);
    expect(letters).toHaveLength(3);
    expect(mailbox.duplicates()).toEqual([
      { messageId, recipient: 'anna@example.test', count: 2, letters: [letters[2], letters[1]] },
    ]);
  });

  it.each(['memory', 'directory'])(
    'takes 500 letters over eight connections at once (%s)',
    { timeout: 30_000 },
    async (kind) => {
      await using directory = await freshDirectory();
      await using mailbox = await freshMailbox(kind === 'memory' ? {} : { directory: directory.path });
      await using post = postman(mailbox.smtpUrl, 8);
      const sent = Array.from({ length: 500 }, (_, place) => `letter ${place}`);
      await Promise.all(sent.map((subject) => post.send({ subject })));
      const kept = mailbox.list();
      expect(new Set(kept.map(({ subject }) => subject))).toEqual(new Set(sent));
      expect(kept.map(({ id }) => id)).toEqual(
        kept
          .map(({ id }) => id)
          .sort()
          .reverse(),
      );
    },
  );

  it('has the same letters after a restart, byte for byte', async () => {
    await using directory = await freshDirectory();
    const before = await freshMailbox({ directory: directory.path });
    await using post = postman(before.smtpUrl);
    await post.send({
      to: 'anna@example.test',
      bcc: 'ben@example.test',
      subject: 'Früh',
      messageId: '<a@skein.test>',
    });
    await post.send({ subject: 'long head', headers: { 'X-Long': 'word '.repeat(10_000) }, text: 'end' });
    const [letters, opened] = [before.list(), await before.open(before.list()[1]?.id ?? '')];
    await before.stop();

    await using after = await freshMailbox({ directory: directory.path });
    expect(after.list()).toEqual(letters);
    expect(await after.open(letters[1]?.id ?? '')).toEqual(opened);
    await using again = postman(after.smtpUrl);
    await again.send({ to: 'ben@example.test', messageId: '<a@skein.test>' });
    expect(after.duplicates()).toMatchObject([{ recipient: 'ben@example.test', count: 2 }]);
  });

  it('forgets all letters when cleared, on disk too', async () => {
    await using directory = await freshDirectory();
    await using mailbox = await freshMailbox({ directory: directory.path });
    await using post = postman(mailbox.smtpUrl);
    await post.send();
    await mailbox.clear();
    expect(mailbox.count()).toBe(0);
    expect(await readdir(directory.path)).toEqual([]);
    await post.send({ subject: 'a new beginning' });
    expect(mailbox.count()).toBe(1);
  });

  it('fails to start when a port is taken, and leaves the mailbox there alone', async () => {
    await using directory = await freshDirectory();
    await using mailbox = await freshMailbox({ directory: directory.path });
    const [smtpPort, httpPort] = [mailbox.smtpUrl, mailbox.url].map((url) => Number(new URL(url).port));
    await expect(freshMailbox({ httpPort: httpPort ?? 0, directory: directory.path })).rejects.toThrow(
      'EADDRINUSE',
    );
    await expect(freshMailbox({ smtpPort: smtpPort ?? 0 })).rejects.toThrow('EADDRINUSE');
    await using post = postman(mailbox.smtpUrl);
    await post.send();
    expect(mailbox.count()).toBe(1);
  });
});
