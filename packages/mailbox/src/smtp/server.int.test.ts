import { describe, expect, it } from 'vitest';
import { postman, wire } from '../testing/postman.ts';
import { freshMailbox } from '../testing/workplace.ts';
import { MAX_LETTER_BYTES } from './server.ts';

const ENVELOPE = 'MAIL FROM:<post@skein.test>\r\nRCPT TO:<anna@example.test>\r\nDATA';

describe('the SMTP server', () => {
  it('offers pipelining and its size limit, neither login nor TLS', async () => {
    await using mailbox = await freshMailbox();
    await using client = await wire(mailbox.smtpUrl);
    const offer = await client.ask('EHLO test');
    expect(offer).toContain('PIPELINING');
    expect(offer).toContain(`SIZE ${MAX_LETTER_BYTES}`);
    expect(offer).not.toMatch(/STARTTLS|AUTH/);
    expect(await client.ask('STARTTLS')).toMatch(/^5\d\d /);
  });

  it('takes pipelined letters, with the null sender and dots at line starts', async () => {
    await using mailbox = await freshMailbox();
    await using client = await wire(mailbox.smtpUrl);
    await client.ask('EHLO test');
    const envelope = 'MAIL FROM:<>\r\nRCPT TO:<anna@example.test>\r\nDATA';
    const replies: string[] = [];
    for (const subject of ['one', 'two']) {
      client.say(envelope);
      replies.push(await client.reply(), await client.reply(), await client.reply());
      replies.push(await client.ask(`Subject: ${subject}\r\n\r\n..dot\r\n.`));
    }
    expect(replies.map((reply) => reply.slice(0, 3))).toEqual([
      '250',
      '250',
      '354',
      '250',
      '250',
      '250',
      '354',
      '250',
    ]);
    expect(mailbox.list().map(({ subject }) => subject)).toEqual(['two', 'one']);
    expect((await mailbox.open(mailbox.list()[0]?.id ?? ''))?.text?.trim()).toBe('.dot');
  });

  it('refuses a letter of more than 10 MB with 552 and takes the next one', { timeout: 30_000 }, async () => {
    await using mailbox = await freshMailbox();
    await using post = postman(mailbox.smtpUrl);
    const tooLong = post.send({ text: `${'x'.repeat(998)}\r\n`.repeat(MAX_LETTER_BYTES / 1000 + 1) });
    await expect(tooLong).rejects.toMatchObject({ responseCode: 552 });
    expect(mailbox.count()).toBe(0);
    await post.send({ text: `${'x'.repeat(998)}\r\n`.repeat(9_000) });
    expect(mailbox.list()[0]?.size).toBeGreaterThan(9_000_000);
  });

  it('refuses a letter announced as too long before it is sent', async () => {
    await using mailbox = await freshMailbox();
    await using client = await wire(mailbox.smtpUrl);
    await client.ask('EHLO test');
    expect(await client.ask(`MAIL FROM:<post@skein.test> SIZE=${MAX_LETTER_BYTES + 1}`)).toMatch(/^552 /);
  });

  it('drops a letter whose sender goes away in the middle', async () => {
    await using mailbox = await freshMailbox();
    {
      await using client = await wire(mailbox.smtpUrl);
      await client.ask('EHLO test');
      client.say(ENVELOPE);
      await client.reply();
      await client.reply();
      await client.reply();
      client.say('Subject: half\r\n\r\nand then');
    }
    await using post = postman(mailbox.smtpUrl);
    await post.send({ subject: 'whole' });
    expect(mailbox.list().map(({ subject }) => subject)).toEqual(['whole']);
  });

  it('takes no claim of the sender for the envelope', async () => {
    await using mailbox = await freshMailbox();
    await using client = await wire(mailbox.smtpUrl);
    await client.ask('EHLO test');
    client.say(ENVELOPE);
    await client.reply();
    await client.reply();
    await client.reply();
    await client.ask('Delivered-To: eve@example.test\r\nReturn-Path: <eve@example.test>\r\n\r\nHello\r\n.');
    expect(mailbox.list()).toMatchObject([
      { to: ['anna@example.test'], from: 'post@skein.test', messageId: null },
    ]);
  });
});
