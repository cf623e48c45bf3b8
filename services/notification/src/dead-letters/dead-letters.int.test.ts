import { communitiesContract, type DeadLetter, eventSubject } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, startStage } from '../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

interface Page {
  readonly items: DeadLetter[];
  readonly next?: number;
}

const list = (query = '', as = stage.admin) =>
  call<Page>(stage.service.url, 'GET', `/dead-letters${query}`, { as });

/** Those that read such events. */
const readers = ['notification-belonging', 'notification-placed', 'notification-welcome'];

/** Publishes what no consumer can read; each that reads such events sets it aside. */
const publishUnreadable = async (): Promise<DeadLetter[]> => {
  const before = (await list('?limit=200')).body.items.length;
  const { nats } = stage.side;
  const prefix = stage.environment.SKEIN_PREFIX ?? '';
  const subject = eventSubject(prefix, 'testing', communitiesContract.events.membershipStarted);
  await nats.js.publish(subject, '{"this is": "no event"}', { msgID: newId() });
  return until('all set it aside', async () => {
    const { items } = (await list('?limit=200')).body;
    return items.length === before + readers.length && items.slice(-readers.length);
  });
};

const act = (method: string, path: string, as = stage.admin) =>
  call<{ sequence: number }>(stage.service.url, method, `/dead-letters/${path}`, { as });

describe('dead letters', () => {
  it('are listed with what they were and why they could not be applied, page by page', async () => {
    const buried = await publishUnreadable();
    expect(buried.map(({ consumer }) => consumer).toSorted()).toEqual(readers);
    expect(buried[0]).toMatchObject({ payload: '{"this is": "no event"}', deliveries: 1 });
    expect(buried[0]?.reason).toContain('specversion');
    const { body } = await list('?limit=1');
    expect(body.items).toHaveLength(1);
    const rest = await list(`?after=${body.next}&limit=1`);
    expect(rest.body.items[0]?.sequence).toBeGreaterThan(body.items[0]?.sequence ?? 0);
  });

  it('are replayed: published again, and set aside again where nothing has changed', async () => {
    const [letter] = await publishUnreadable();
    const count = (await list('?limit=200')).body.items.length;
    const replayed = await act('POST', `${letter?.sequence}/replay`);
    expect(replayed).toMatchObject({ status: 200, body: { sequence: letter?.sequence } });
    await until('it is set aside again by all', async () => {
      const { items } = (await list('?limit=200')).body;
      return (
        items.length === count + readers.length - 1 &&
        items.every(({ sequence }) => sequence !== letter?.sequence)
      );
    });
    expect((await act('POST', `${letter?.sequence}/replay`)).status).toBe(404);
  });

  it('are dropped for good', async () => {
    const [letter] = await publishUnreadable();
    expect((await act('DELETE', `${letter?.sequence}`)).status).toBe(204);
    expect((await act('DELETE', `${letter?.sequence}`)).problem).toMatchObject({ code: 'not-found' });
    const left = (await list('?limit=200')).body.items.map(({ sequence }) => sequence);
    expect(left).not.toContain(letter?.sequence);
  });

  it('are acted on with a line in the audit log, and none where there was nothing to act on', async () => {
    const [first, second] = await publishUnreadable();
    await act('POST', `${first?.sequence}/replay`);
    await act('DELETE', `${second?.sequence}`);
    await act('DELETE', '999999');
    const lines = await stage.service.context.db
      .collection('audit')
      .find({ targets: { $in: [first, second].map((letter) => `${letter?.sequence}`).concat('999999') } })
      .sort({ at: 1 })
      .toArray();
    expect(lines).toMatchObject([
      { action: 'replayDeadLetter', outcome: 'done', network: 'testing', targets: [`${first?.sequence}`] },
      { action: 'dropDeadLetter', outcome: 'done', network: 'testing', targets: [`${second?.sequence}`] },
    ]);
  });

  it('are the administrator’s business alone, in their own network', async () => {
    const [letter] = await publishUnreadable();
    const path = `${letter?.sequence}`;
    for (const roles of [[], ['hosting-team'], ['steering']] as const) {
      const as = await stage.side.tokenFor({ roles: [...roles] });
      expect((await list('', as)).status).toBe(403);
      expect((await act('POST', `${path}/replay`, as)).problem.code).toBe('forbidden');
      expect((await act('DELETE', path, as)).status).toBe(403);
    }
    const stranger = await stage.side.tokenFor({ roles: ['admin'], network: 'elsewhere' });
    expect((await list('', stranger)).body.items).toEqual([]);
    expect((await act('POST', `${path}/replay`, stranger)).status).toBe(404);
    expect((await act('DELETE', path, stranger)).status).toBe(404);
    expect((await act('DELETE', 'x')).problem.errors?.[0]?.pointer).toBe('#/params/sequence');
    expect((await list('?limit=0')).problem.code).toBe('invalid-request');
  });
});
