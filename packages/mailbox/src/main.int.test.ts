import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { wire } from './testing/postman.ts';
import { freshDirectory, freshMailbox } from './testing/workplace.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

const startProcess = async (directory: string) => {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, SKEIN_SMTP_PORT: '0', SKEIN_MAILBOX_PORT: '0', SKEIN_MAILBOX_DIR: directory },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { smtpUrl, url } = JSON.parse(line) as { smtpUrl: string; url: string };
  const kill = async (signal: NodeJS.Signals): Promise<unknown> => {
    child.kill(signal);
    return (await exited)[0];
  };
  return { smtpUrl, url, kill, [Symbol.asyncDispose]: async () => void (await kill('SIGKILL')) };
};

const ENDING = 'This is the last line.';
const LINE = 'A line of a rather long letter, so that writing it takes its time.\r\n';

const letterClient = async (smtpUrl: string) => {
  const client = await wire(smtpUrl);
  await client.ask('EHLO test');
  const begin = async (subject: string): Promise<void> => {
    client.say('MAIL FROM:<post@skein.test>\r\nRCPT TO:<anna@example.test>\r\nDATA');
    for (const _ of ['MAIL', 'RCPT', 'DATA']) await client.reply();
    client.say(`Subject: ${subject}\r\n\r\n`);
  };
  return { ...client, begin };
};

/** Sends letter after letter until the server is gone. */
const sendWithoutEnd = async (
  smtpUrl: string,
  name: string,
  text: string,
  onAcknowledged: (subject: string) => Promise<void>,
): Promise<void> => {
  await using client = await letterClient(smtpUrl);
  for (let place = 0; ; place += 1) {
    const subject = `letter ${name}/${place}`;
    await client.begin(subject);
    const reply = await client.ask(`${text}${ENDING}\r\n.`);
    if (!reply.startsWith('250')) return;
    await onAcknowledged(subject);
  }
};

describe('the mailbox process', () => {
  it('is ready once it has told where it listens, and stops cleanly', { timeout: 30_000 }, async () => {
    await using directory = await freshDirectory();
    await using mailbox = await startProcess(directory.path);
    expect((await fetch(`${mailbox.url}/health/ready`)).status).toBe(200);
    await using idle = await wire(mailbox.smtpUrl);
    await idle.ask('EHLO test');
    expect(await mailbox.kill('SIGTERM')).toBe(0);
    await expect(fetch(mailbox.url)).rejects.toThrow();
  });

  it('killed among letters, has lost none it acknowledged and kept no halves', {
    timeout: 60_000,
  }, async () => {
    await using directory = await freshDirectory();
    const acknowledged: string[] = [];
    for (const round of [1, 2, 3, 4, 5]) {
      await using mailbox = await startProcess(directory.path);
      await using half = await letterClient(mailbox.smtpUrl);
      await half.begin('half');
      half.say(LINE);
      // Letters of different lengths, so that one is acknowledged while others are sent and written.
      const senders = Array.from({ length: 8 }, (_, sender) =>
        sendWithoutEnd(
          mailbox.smtpUrl,
          `${round}/${sender}`,
          LINE.repeat(1 + 4_000 * sender),
          async (subject) => {
            acknowledged.push(subject);
            if (acknowledged.length === 20 * round) await mailbox.kill('SIGKILL');
          },
        ),
      );
      await Promise.all(senders);
    }

    await using mailbox = await freshMailbox({ directory: directory.path });
    const kept = mailbox.list();
    const subjects = new Set(kept.map(({ subject }) => subject));
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);
    expect(acknowledged.filter((subject) => !subjects.has(subject))).toEqual([]);
    // What was safe on disk but not yet acknowledged is kept too: at most one letter a sender and round.
    expect(kept.length).toBeLessThanOrEqual(acknowledged.length + 40);
    const files = await readdir(directory.path);
    expect(files.sort()).toEqual(kept.map(({ id }) => `${id}.eml`).reverse());
    for (const file of files) {
      const letter = await readFile(join(directory.path, file), 'utf8');
      expect(letter.endsWith(`${ENDING}\r\n`), file).toBe(true);
    }
  });
});
