import type { Digest } from '@skein/contracts';
import { call, startProcess, until } from '@skein/service-kit/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freshMonth, lettersOf, putMembers, section, startStage, whenSent } from '../../testing/stage.ts';

const main = new URL('../../main.ts', import.meta.url);

describe('a process killed while it sends', () => {
  it('leaves at most the letters on the wire unknown; all others arrive, each once', async () => {
    const stage = await startStage({ SKEIN_MAIL_LEASE: '2' });
    onTestFinished(stage.stop);
    const members = await putMembers(stage, 300);
    await stage.pause();
    const { url, kill } = await startProcess(main, stage.environment);
    const sections = [section('News', { title: 'Something happened', detail: '' })];
    const as = stage.admin;
    const { id } = (
      await call<Digest>(url, 'POST', '/digests', { as, body: { month: freshMonth(), title: 'News' } })
    ).body;
    await call(url, 'PATCH', `/digests/${id}`, { as, body: { sections }, ifMatch: 1 });
    await call(url, 'POST', `/digests/${id}/sending`, { as, ifMatch: 2 });
    await until('some letters', () => stage.mailbox.count() >= 60);
    await kill();
    expect(stage.mailbox.count()).toBeLessThan(members.length);

    // What it had in hand and not begun would wait for a minute and a half: it is made due, as if that had passed.
    const ledger = stage.side.client
      .db(`${stage.environment.SKEIN_PREFIX}_notification`)
      .collection('letters');
    await ledger.updateMany({ status: 'queued' }, { $set: { dueAt: new Date() } });
    await stage.restart();
    const { report } = await whenSent(stage, id);
    const rows = await lettersOf(stage, id);
    expect(rows).toHaveLength(members.length);
    expect(report.sent + report.unknown).toBe(members.length);
    expect(report.unknown).toBeLessThanOrEqual(10);
    const arrived = Map.groupBy(stage.mailbox.list(), ({ messageId }) => messageId ?? '');
    for (const { status, messageId } of rows) {
      const copies = arrived.get(messageId)?.length ?? 0;
      if (status === 'sent') expect(copies).toBe(1);
      else expect(copies).toBeLessThanOrEqual(1);
    }
    expect(stage.mailbox.duplicates()).toEqual([]);
  });
});
