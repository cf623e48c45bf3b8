import { startService } from '@skein/service-kit';
import { testEnvironment, tokenFor, until } from '@skein/service-kit/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { membership } from '../../app.ts';
import { importClient } from '../../testing/import-client.ts';
import { startProcess } from '../../testing/process.ts';

const timeout = 240_000;
const rows = 3_000;
const table = [
  'name,email,interests',
  ...Array.from({ length: rows }, (_, n) => `P ${n},p${n}@three.example,a`),
].join('\n');

describe('an import that is cut off', () => {
  it('while it is applied, by kill -9 and then by a stop, goes on to its end and makes nobody twice', {
    timeout,
  }, async () => {
    const environment = testEnvironment();
    const first = await startService(membership, environment);
    const as = await tokenFor(first, { roles: ['admin'] });
    const { id } = await importClient(first.url, as).upload(table);
    await first.stop();

    const { kill, url } = await startProcess(environment);
    await importClient(url, as).apply(id);
    const progress = async (base: string) => {
      const response = await fetch(`${base}/api/v1/imports/${id}`, {
        headers: { authorization: `Bearer ${as}` },
      });
      return ((await response.json()) as { applied: { rows: number } }).applied.rows;
    };
    await until('some rows', () => progress(url));
    await kill();

    const second = await startService(membership, environment);
    const standing = await progress(second.url);
    expect(standing).toBeGreaterThan(0);
    expect(standing).toBeLessThan(rows);
    await until(
      'the dead one’s lease to run out',
      async () => (await progress(second.url)) > standing,
      60_000,
    );
    await second.stop();

    const third = await startService(membership, environment);
    onTestFinished(() => third.stop());
    const done = await importClient(third.url, as).settled(id, 'done', 'failed');
    expect(done).toMatchObject({ state: 'done', applied: { rows, people: rows } });
    const { db } = third.context;
    expect(await db.collection('people').countDocuments()).toBe(rows);
    expect(await db.collection('outbox').countDocuments({ aggregate: /^person:/ })).toBe(rows);
    expect(await db.collection('import_rows').countDocuments()).toBe(0);
  });

  it('while it is checked is checked from the beginning, each row once', { timeout }, async () => {
    const environment = testEnvironment();
    const first = await startService(membership, environment);
    const as = await tokenFor(first, { roles: ['admin'] });
    await first.stop();
    const { kill, url } = await startProcess(environment);
    const { body } = await importClient(url, as).send(table);
    const second = await startService(membership, environment);
    onTestFinished(() => second.stop());
    const { db } = second.context;
    await until('staged rows', () => db.collection('import_rows').countDocuments());
    await kill();
    const read = await importClient(second.url, as).settled(body.id, 'checked');
    expect(read.rows).toMatchObject({ read: rows, good: rows, newPeople: rows });
    // A dead check may have left rows of its own run, which count for nothing and go with the import.
    const counted = await db.collection('imports').findOne({ _id: body.id as never });
    expect(await db.collection('import_rows').countDocuments({ run: counted?.run })).toBe(rows);
  });

  it('twice where its check ends the process is set aside with the reason, and checked again on demand', {
    timeout,
  }, async () => {
    const environment = testEnvironment();
    const first = await startService(membership, environment);
    const { client } = first.context;
    onTestFinished(() => client.close());
    const as = await tokenFor(first, { roles: ['admin'] });
    const db = client.db(first.context.db.databaseName);
    await first.stop();
    await client.connect();
    let id = '';
    for (const begun of [1, 2]) {
      const { kill, url } = await startProcess(environment);
      id ||= (await importClient(url, as).send(table)).body.id;
      await until('the check to begin', () => db.collection('attempts').findOne({ begun }), 60_000);
      await kill();
      // As if the one that died had left long ago.
      await db.collection('leases').deleteMany({});
    }
    const last = await startService(membership, environment);
    onTestFinished(() => last.stop());
    const imports = importClient(last.url, as);
    const failed = await imports.settled(id, 'failed');
    expect(failed.failure?.detail).toContain('ended the program that was at it, twice');
    await imports.again(id, {});
    expect(await imports.settled(id, 'checked')).toMatchObject({ rows: { good: rows } });
  });
});
