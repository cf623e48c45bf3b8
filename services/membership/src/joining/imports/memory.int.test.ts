import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Import, tableTypes } from '@skein/contracts';
import { type RunningService, startService } from '@skein/service-kit';
import { call, testEnvironment, tokenFor, until } from '@skein/service-kit/testing';
import { tableFile } from '@skein/tables';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { membership } from '../../app.ts';
import { memberTable } from '../../core/exports/tables.ts';
import { importClient } from '../../testing/import-client.ts';

/** Rows of a list that is checked, and of one that is applied too, which takes much longer. */
const manyRows = 20_000;
const someRows = 8_000;
/** The share of rows after which all that is there once is there: modules, connections, compiled code. */
const settledAfter = 0.2;
/** Bytes that may come to be held between the halves of a list; if a hundred were kept for each row, it were more. */
const mostGrowth = 1_500_000;
const timeout = 300_000;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

let service: RunningService;
let admin: string;
beforeAll(async () => {
  service = await startService(membership, testEnvironment());
  admin = await tokenFor(service, { roles: ['admin'] });
});
afterAll(() => service.stop());

const held = (): number => {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** Watches what is held while work goes from row to row; the least of each half counts, in which all that grows shows. */
const watching = (rows: number) => {
  const early: number[] = [];
  const late: number[] = [];
  let looked = 0;
  return {
    at: (row: number): void => {
      // Looking costs a collection of the whole heap: often enough, and not each time that somebody asks.
      if (row < looked + rows / 50) return;
      looked = row;
      if (row >= rows * settledAfter && row < rows / 2) early.push(held());
      if (row >= rows * 0.7) late.push(held());
    },
    growth: (): number => {
      if (!early.length || !late.length) throw new Error('it was not looked at often enough');
      return Math.min(...late) - Math.min(...early);
    },
  };
};

async function* table(rows: number): AsyncGenerator<string[]> {
  yield ['name', 'email', 'organisation', 'interests'];
  for (let row = 0; row < rows; row += 1)
    yield [`Number ${row} of many`, `number-${row}@many.example`, `Trust ${row % 100}`, 'falls; wards'];
}

const upload = async (format: 'csv' | 'xlsx', rows: number): Promise<string> => {
  const { content } = tableFile(table(rows), 'members', { format, separator: ',' });
  const file = new Uint8Array(await buffer(content));
  // Where all is busy it may be told to come again.
  return until('the list to be taken', async () => {
    const { status, body } = await importClient(service.url, admin).send(file, tableTypes[format]);
    return status === 201 && body.id;
  });
};

/** Follows an import to its end; gives how much more was held in its second half than in its first. */
const growthUntil = async (
  id: string,
  rows: number,
  end: Import['state'],
  row: (one: Import) => number,
): Promise<number> => {
  const watch = watching(rows);
  for (;;) {
    const { status, body } = await call<Import>(service.url, 'GET', `/imports/${id}`, { as: admin });
    if (status !== 200) continue;
    if (body.state === end) return watch.growth();
    expect(body.state).not.toBe('failed');
    watch.at(row(body));
  }
};

// Lists of many thousand rows take minutes.
const long = it.runIf(process.env.SKEIN_TESTS === 'all');

long.each(['csv', 'xlsx'] as const)(
  'checks a list of any length in the same memory: %s',
  { timeout },
  async (format) => {
    const id = await upload(format, manyRows);
    expect(await growthUntil(id, manyRows, 'checked', (one) => one.rows.read)).toBeLessThan(mostGrowth);
  },
);

long('applies and exports a list of any length in the same memory', { timeout }, async () => {
  const id = await upload('csv', someRows);
  await importClient(service.url, admin).settled(id, 'checked');
  await importClient(service.url, admin).apply(id);
  expect(await growthUntil(id, someRows, 'done', (one) => one.applied.rows)).toBeLessThan(mostGrowth);

  for (const format of ['csv', 'xlsx'] as const) {
    const watch = watching(someRows);
    let row = 0;
    const { content } = tableFile(counted(), 'members', { format, separator: ',' });
    async function* counted() {
      for await (const cells of memberTable(service.context.readerOf('testing'), undefined)) {
        row += 1;
        if (row % 200 === 0) watch.at(row);
        yield cells;
      }
    }
    for await (const _ of content);
    expect(row).toBe(someRows + 1);
    expect(watch.growth()).toBeLessThan(mostGrowth);
  }
});
