import type { Import, ImportProblem } from '@skein/contracts';
import { tableTypes } from '@skein/contracts';
import { type RunningService, startService } from '@skein/service-kit';
import { testEnvironment, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../../app.ts';
import { importClient } from '../../testing/import-client.ts';
import { workbook } from '../../testing/workbook.ts';

let service: RunningService;
let client: ReturnType<typeof importClient>;
beforeAll(async () => {
  service = await startService(membership, testEnvironment());
  client = importClient(service.url, await tokenFor(service, { roles: ['admin'] }));
});
afterAll(() => service.stop());

const bytes = (text: string, encoding: BufferEncoding): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, encoding));
const good = 'name,email\nZoë Ångström,zoe@two.example\n';

describe('encodings', () => {
  it.each([
    ['UTF-8', bytes(good, 'utf8'), 'utf-8'],
    ['UTF-8 with a byte-order mark', bytes(`\ufeff${good}`, 'utf8'), 'utf-8'],
    [
      'UTF-16 as Excel saves “Unicode text”',
      bytes(`\ufeff${good.replaceAll(',', '\t')}`, 'utf16le'),
      'utf-16le',
    ],
    ['UTF-16 without a mark', bytes(good, 'utf16le'), 'utf-16le'],
    [
      'UTF-16 the other way round',
      new Uint8Array(Buffer.from(`\ufeff${good}`, 'utf16le').swap16()),
      'utf-16be',
    ],
  ])('%s is found out', async (_what, file, encoding) => {
    const read = await client.upload(file);
    expect(read).toMatchObject({ state: 'checked', encoding, rows: { good: 1, bad: 0 } });
    const row = await service.context.db.collection('import_rows').findOne({ import: read.id });
    expect(row).toMatchObject({ name: 'Zoë Ångström' });
  });

  it('Windows-1252 is refused by its line, never guessed; and read where the uploader says so', async () => {
    const file = bytes(`name,email\nAda,ada@two.example\nZo\u00eb,zoe@two.example\n`, 'latin1');
    const refused = await client.upload(file);
    expect(refused).toMatchObject({ state: 'failed', failure: { line: 3 } });
    expect(refused.failure?.detail).toContain('character 3 of line 3');
    await client.again(refused.id, { encoding: 'windows-1252' });
    const read = await client.settled(refused.id, 'checked');
    expect(read.rows).toMatchObject({ good: 2 });
    const row = await service.context.db.collection('import_rows').findOne({ import: read.id, line: 3 });
    expect(row).toMatchObject({ name: 'Zoë' });
  });

  it('what it most likely is instead is said with its letters, and shown before it is read', async () => {
    const file = new Uint8Array([
      ...bytes('name,email\nJ', 'latin1'),
      0x9f,
      ...bytes('rgen,j@two.example\n', 'latin1'),
    ]);
    const refused = await client.upload(file);
    expect(refused.failure?.detail).toContain('macintosh, in which it has the letters ü');
    const preview = await client.get<{ rows: string[][] }>(
      `/imports/${refused.id}/preview?encoding=macintosh`,
    );
    expect(preview.body.rows).toEqual([
      ['name', 'email'],
      ['Jürgen', 'j@two.example'],
    ]);
    expect((await client.get(`/imports/${refused.id}/preview?encoding=klingon`)).status).toBe(400);
  });

  it('text that an earlier program broke is a problem of its row', async () => {
    const read = await client.upload(
      'name,email\nZoÃ«,zoe@two.example\nA\ufffdb,ab@two.example\nSão Ângela Ã,s@two.example\n',
    );
    expect(read.rows).toMatchObject({ good: 1, bad: 2 });
    expect((await client.problems(read.id)).map(({ line, column }) => [line, column])).toEqual([
      [2, 1],
      [3, 1],
    ]);
  });
});

describe('a file', () => {
  it.each<[string, string, Partial<NonNullable<Import['failure']>>]>([
    ['without headings', 'Ada,ada@two.example\nBob,bob@two.example\n', { line: 1, column: 2 }],
    ['of headings alone', 'name,email\n', { line: 1 }],
    ['without an e-mail column', 'name,town\nAda,Leeds\n', { line: 1 }],
    ['without a name column', 'email\nada@two.example\n', { line: 1 }],
    ['whose quotation is never closed', 'name,email\n"Ada,ada@two.example\nBob,b@two.example\n', {}],
    ['of too many columns', `${Array.from({ length: 101 }, (_, n) => `c${n}`).join(',')}\n1\n`, { line: 1 }],
    ['with a row without end', `name,email\n${'x'.repeat(2_000_000)}\n`, { line: 2 }],
    ['of line ends only', '\n\n\n', {}],
  ])('%s is refused as a whole, and says why', async (_what, file, failure) => {
    const read = await client.upload(file);
    expect(read).toMatchObject({ state: 'failed', failure: { detail: expect.any(String), ...failure } });
    expect(await service.context.db.collection('import_rows').countDocuments({ import: read.id })).toBe(0);
    if (failure.column) expect(read.columns).toEqual([]);
  });

  it.each<[string, string, Partial<ImportProblem>[]]>([
    [
      'an address that came before',
      'A,a@two.example,\nB,A@two.example,',
      [{ line: 3, column: 2, detail: 'is the same as in line 2' }],
    ],
    ['cells beyond the headings', 'A,a@two.example,,x', [{ line: 2, column: 4 }]],
    ['a formula', '=1+1,a@two.example,', [{ line: 2, column: 1 }]],
    ['an unknown role', 'A,a@two.example,member', [{ line: 2, column: 3 }]],
    [
      'quoted line ends before it',
      '"A\nB",a@two.example,\nC,c,',
      [
        { line: 2, column: 1 },
        { line: 4, column: 2 },
      ],
    ],
    ['blank lines before it', '\n\nC,c,', [{ line: 4, column: 2 }]],
    ['a direction override', 'A\u202eB,a@two.example,', [{ line: 2, column: 1 }]],
    ['a name too long', `${'x'.repeat(201)},a@two.example,`, [{ line: 2, column: 1 }]],
  ])('with %s is told by line and column', async (_what, rows, problems) => {
    const read = await client.upload(`name,email,roles\n${rows}\n`);
    expect(read.state).toBe('checked');
    expect(await client.problems(read.id)).toEqual(problems.map((one) => expect.objectContaining(one)));
  });

  it('of line ends of any kind, and any separator, is read', async () => {
    for (const file of [
      'name,email\rA,a@two.example\rB,b@two.example\r',
      'name|email\r\nA|a@two.example\r\nB|b@two.example',
      'name\temail\nA\ta@two.example\n"B;,"\tb@two.example',
    ])
      expect((await client.upload(file)).rows).toMatchObject({ read: 2, good: 2 });
  });
});

describe('an upload', () => {
  it.each([
    ['of JSON', '{}', 'application/json', 415],
    ['of no type', good, 'application/octet-stream', 415],
    ['that is empty', '', 'text/csv', 400],
    ['of a workbook called CSV', bytes('PK\u0003\u0004xxxx', 'latin1'), 'text/csv', 415],
    ['of text called a workbook', good, tableTypes.xlsx, 415],
  ] as const)('%s is refused', async (_what, file, type, status) => {
    expect((await client.send(file, type)).status).toBe(status);
  });

  it('larger than is taken is refused, with its length said or not, and nothing of it stays', async () => {
    const before = await service.context.db.collection('import_chunks').countDocuments();
    const piece = new Uint8Array(1024 * 1024).fill(0x61);
    const endless = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 66; n += 1) controller.enqueue(piece);
        controller.close();
      },
    });
    expect((await client.send(endless, 'text/csv')).status).toBe(413);
    expect((await client.send(new Uint8Array(65 * 1024 * 1024), 'text/csv')).status).toBe(413);
    expect(await service.context.db.collection('import_chunks').countDocuments()).toBe(before);
  });
});

describe('a workbook', () => {
  const head = ['name', 'email', 'interests'];
  it('is read with shared and inline texts', async () => {
    const rows = [head, ['Zoë <&> “Å”', 'zoe@two.example', 'falls; wards']];
    for (const shared of [true, false]) {
      const read = await client.upload(await workbook(rows, { shared }), tableTypes.xlsx);
      expect(read).toMatchObject({ state: 'checked', format: 'xlsx', rows: { good: 1, bad: 0 } });
      const row = await service.context.db.collection('import_rows').findOne({ import: read.id });
      expect(row).toMatchObject({ name: 'Zoë <&> “Å”', lists: { interests: ['falls', 'wards'] } });
    }
  });

  it('with a formula is told by row and column', async () => {
    const read = await client.upload(
      await workbook([head, ['A', 'a@two.example', '']], { formula: 'A2' }),
      tableTypes.xlsx,
    );
    expect(await client.problems(read.id)).toEqual([expect.objectContaining({ line: 2, column: 1 })]);
  });

  it('that is damaged, is no workbook, declares entities or is too wide is refused', async () => {
    const fine = await workbook([head, ['A', 'a@two.example', '']]);
    const cut = fine.slice(0, fine.length - 40);
    const noWorkbook = await workbook([], { only: { 'hello.txt': 'hello' } });
    const entities = await workbook([], {
      sheet:
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>',
    });
    const wide = await workbook([], {
      sheet: '<worksheet><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>',
    });
    for (const file of [cut, noWorkbook, entities, wide]) {
      const read = await client.upload(file, tableTypes.xlsx);
      expect(read).toMatchObject({ state: 'failed', failure: { detail: expect.any(String) } });
    }
  });

  it('that unpacks to far too much is refused before it is unpacked', async () => {
    const read = await client.upload(await workbook([], { zeros: 600 * 1024 * 1024 }), tableTypes.xlsx);
    expect(read).toMatchObject({ state: 'failed', failure: { detail: expect.stringContaining('unpacks') } });
  });
});
