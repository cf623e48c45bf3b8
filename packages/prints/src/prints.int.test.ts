import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { type Block, fromWritten, heading, type PrintDocument, paragraph, print } from './index.ts';
import { drawable } from './written.ts';

const look = { network: 'Väven', mark: 'VÄ', hue: 195, language: 'sv' };
const sheet = (title: string, blocks: readonly Block[]): PrintDocument => ({
  ...{ look, title, above: 'Protokoll', foot: 'Väven · Protokoll', blocks },
});

/** What an independent reader finds in a PDF. */
const readBack = async (pdf: Buffer) => {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const { info, metadata } = await document.getMetadata();
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, place) => {
      const page = await document.getPage(place + 1);
      const { items } = await page.getTextContent();
      const text = items
        .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''))
        .join('');
      return { text, tree: JSON.stringify(await page.getStructTree()) };
    }),
  );
  const found = {
    info: info as Record<string, unknown>,
    ua: metadata?.get('pdfuaid:part'),
    marks: (await document.getMarkInfo()) as unknown as Map<string, boolean>,
    text: pages.map(({ text }) => text).join('\n'),
    tree: pages.map(({ tree }) => tree).join('\n'),
  };
  await task.destroy();
  return found;
};

test('a document is PDF/UA: tagged, with its title, its language and its headings', async () => {
  const blocks: Block[] = [
    heading(2, 'Närvarande'),
    ...fromWritten('- Ada\n- Ben'),
    { kind: 'table', head: ['Vad', 'Antal'], rows: [['Möten', '12']], numbers: 1 },
    { kind: 'bars', says: 'Tre möten i maj, två året innan.', bars: [{ label: 'Maj', value: 3, before: 2 }] },
  ];
  const { pdf, tag } = await print(sheet('Vårmöte', blocks));
  const found = await readBack(pdf);
  expect(found.info).toMatchObject({ Title: 'Vårmöte', Language: 'sv', Author: 'Väven' });
  expect(String(found.ua)).toBe('1');
  expect(found.marks.get('Marked')).toBe(true);
  for (const role of ['"H1"', '"H2"', '"L"', '"TH"', '"Figure"']) expect(found.tree).toContain(role);
  expect(found.tree).toContain('Tre möten i maj');
  for (const said of ['Väven', 'Ada', 'Möten', '12']) expect(found.text).toContain(said);
  expect((await print(sheet('Vårmöte', blocks))).tag).toBe(tag);
});

test('what people typed is never taken for anything else', async () => {
  const hostile = [
    '#read("/etc/passwd")',
    '#eval("1+1")',
    '$x^2$',
    '] #panic() [',
    '@label <label>',
    '= no heading',
  ];
  const written = fromWritten(hostile.join('\n\n'));
  const { pdf } = await print(sheet(hostile[0] ?? '', [...hostile.map((one) => paragraph(one)), ...written]));
  const { text, info } = await readBack(pdf);
  expect(info.Title).toBe(hostile[0]);
  for (const one of hostile) expect(text.replaceAll(/\s+/g, ' ')).toContain(one);
  expect(text).not.toContain('root:');
});

test('Markdown becomes pieces; its HTML stays text, and a link that is none of the web leads nowhere', () => {
  expect(fromWritten('# Beds\n\n*four* <b>beds</b> [here](javascript:x) [there](https://a.example)')).toEqual(
    [
      { kind: 'paragraph', of: [{ bold: true, text: 'Beds' }] },
      {
        kind: 'paragraph',
        of: [
          { italic: true, text: 'four' },
          { text: ' ' },
          { text: '<b>' },
          { text: 'beds' },
          { text: '</b>' },
          { text: ' ' },
          { text: 'here' },
          { text: ' ' },
          { link: 'https://a.example', text: 'there' },
        ],
      },
    ],
  );
  const deep = `${'> '.repeat(200)}deep`;
  expect(fromWritten(deep)).toEqual([{ kind: 'code', text: deep }]);
});

test('no script vanishes: each is drawn, and what no font has is named', async () => {
  const scripts = 'Привет Γεια مرحبا שלום ሰላም 你好 안녕 🌱';
  const { pdf } = await print(sheet('Many', [paragraph(`${scripts} \u{10FFFD} \u0000 \uD83C`)]));
  const { text, ua } = await readBack(pdf);
  for (const one of ['Привет', 'Γεια', 'ሰላም', '你好', '안녕', '🌱', '[U+10FFFD]'])
    expect(text).toContain(one);
  expect(String(ua)).toBe('1');
  expect(drawable('a\tb\r\nc\u0007\uFEFF', () => true)).toBe('a    b\nc\u2407');
});
