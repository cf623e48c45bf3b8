import type { Digest } from '@skein/contracts';
import { call, startProcess, type TestProcess, until } from '@skein/service-kit/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMailServer } from '../../testing/mail-server.ts';
import {
  freshMonth,
  lettersOf,
  putMembers,
  type Stage,
  section,
  startStage,
  whenSent,
} from '../../testing/stage.ts';

const main = new URL('../../main.ts', import.meta.url);
const connections = 5;

/** A stage without a service of its own, and a mail server that holds up letters. */
const holdingStage = async (word: string, members: number) => {
  const server = await startMailServer();
  const stage = await startStage({ SKEIN_SMTP_URL: server.url });
  onTestFinished(async () => {
    server.release();
    await stage.stop();
    await server.stop();
  });
  await putMembers(stage, members, (index) => ({ email: `${word}-${index}@example.org` }));
  await stage.pause();
  return { server, stage };
};

/** The service as a process of its own; it ends with the test at the latest. */
const startSending = async ({ environment }: Stage): Promise<TestProcess> => {
  const started = await startProcess(main, environment);
  onTestFinished(started.kill);
  return started;
};

const sendBy = async ({ url }: TestProcess, { admin: as }: Stage): Promise<string> => {
  const sections = [section('News', { title: 'Something happened', detail: '' })];
  const body = { month: freshMonth(), title: 'News' };
  const { id } = (await call<Digest>(url, 'POST', '/digests', { as, body })).body;
  await call(url, 'PATCH', `/digests/${id}`, { as, body: { sections }, ifMatch: 1 });
  await call(url, 'POST', `/digests/${id}/sending`, { as, ifMatch: 2 });
  return id;
};

/** What a process had in hand would wait for minutes: it is made due, as if these had passed. */
const letTimePass = async ({ side, environment }: Stage): Promise<void> => {
  const ledger = side.client.db(`${environment.SKEIN_PREFIX}_notification`).collection('letters');
  await ledger.updateMany({ status: 'queued' }, { $set: { dueAt: new Date() } });
  await ledger.updateMany({ status: 'sending' }, { $set: { leaseUntil: new Date() } });
};

describe('a process killed while it sends', () => {
  it('leaves at most the letters on the wire unknown, each time; all others arrive, each once', async () => {
    const stage = await startStage();
    onTestFinished(stage.stop);
    const members = await putMembers(stage, 300);
    await stage.pause();
    const kills = 3;
    let id = '';
    for (let kill = 1; kill <= kills; kill += 1) {
      const process = await startSending(stage);
      id ||= await sendBy(process, stage);
      await until('some letters', () => stage.mailbox.count() >= kill * 60);
      await process.kill();
      expect(stage.mailbox.count()).toBeLessThan(members.length);
      await letTimePass(stage);
    }

    await stage.restart();
    const { report } = await whenSent(stage, id);
    const rows = await lettersOf(stage, id);
    expect(rows).toHaveLength(members.length);
    expect(report.sent + report.unknown).toBe(members.length);
    expect(report.unknown).toBeLessThanOrEqual(kills * connections);
    const arrived = Map.groupBy(stage.mailbox.list(), ({ messageId }) => messageId ?? '');
    for (const { status, messageId } of rows) {
      const copies = arrived.get(messageId)?.length ?? 0;
      if (status === 'sent') expect(copies).toBe(1);
      else expect(copies).toBeLessThanOrEqual(1);
    }
    expect(stage.mailbox.duplicates()).toEqual([]);
  });

  it('leaves those unknown that the mail server was reading, and no other', async () => {
    const { server, stage } = await holdingStage('held', 40);
    const process = await startSending(stage);
    const id = await sendBy(process, stage);
    await until('every connection to wait for its answer', () => server.read.length === connections);
    await process.kill();
    await letTimePass(stage);
    server.release();
    await stage.restart();
    const { report } = await whenSent(stage, id);
    expect(report).toMatchObject({ recipients: 40, sent: 40 - connections, unknown: connections });
    expect(new Set(server.read).size).toBe(server.read.length);
  });

  it('leaves none unknown of which the mail server had not begun to read', async () => {
    const { server, stage } = await holdingStage('stalled', 20);
    const process = await startSending(stage);
    const id = await sendBy(process, stage);
    await until('every connection to wait', () => server.stalled.length === connections);
    await process.kill();
    await letTimePass(stage);
    server.release();
    await stage.restart();
    const { report } = await whenSent(stage, id);
    expect(report).toMatchObject({ recipients: 20, sent: 20, unknown: 0 });
    expect(server.taken).toHaveLength(20);
  });
});
