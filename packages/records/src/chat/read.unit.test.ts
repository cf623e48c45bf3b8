import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { longestLine } from '../lines.ts';
import { readChat, readChatText } from './read.ts';

const said = (text: string) => readChatText(text).messages.map(({ at, from, text }) => [at, from, text]);

describe('the forms that conference programs write', () => {
  it.each([
    ['with the text behind the name', '09:37:16     From  Ann Lee : Hello all'],
    ['to everyone, on one line', '09:37:16 From Ann Lee to Everyone: Hello all'],
    ['to everyone, with the text below', '09:37:16 From Ann Lee To Everyone:\n\tHello all'],
    ['with a day before the time', '2026-04-12 09:37:16 From Ann Lee to Everyone:\n\tHello all'],
    ['of a recording, between tabs', '09:37:16\tAnn Lee:\tHello all'],
    ['in German', '09:37:16 Von Ann Lee an Alle: Hello all'],
    ['in Swedish', '09:37:16 Från Ann Lee till Alla : Hello all'],
    ['with a mark that orders bytes, CRLF and tabs', '\u{feff}09:37:16\tFrom\tAnn Lee : Hello all\r\n'],
    ['with a message of several apps copied', '[12/04/2026, 09:37:16] Ann Lee: Hello all'],
    ['as WebVTT', 'WEBVTT\n\n1\n09:37:16.000 --> 09:37:18.000\n<v Ann Lee>Hello all</v>\n'],
    ['as WebVTT with names before the text', 'WEBVTT\n\n09:37:16.000 --> 09:37:18.000\nAnn Lee: Hello all\n'],
    ['as SBV', '09:37:16.345,09:37:19.345\nAnn Lee: Hello all\n'],
  ])('%s', (_form, text) => {
    expect(said(text)).toEqual([['09:37:16', 'Ann Lee', 'Hello all']]);
    expect(readChatText(text).unread).toEqual([]);
  });

  it('copied from Teams, by twelve or by twenty-four hours, the text below', () => {
    const text = '[12/4/2026 1:37 PM] Ann Lee\nHello all\n\n[13:38] Lee, Ben\n    See you\n';
    expect(said(text)).toEqual([
      ['13:37', 'Ann Lee', 'Hello all'],
      ['13:38', 'Lee, Ben', 'See you'],
    ]);
  });
});

it('takes names in any script, and with colons', () => {
  const text =
    '09:00:01 From  安娜 : 早\n09:00:02 From  Ann:North : hi\n09:00:03 From آن لي to Everyone: سلام';
  expect(said(text).map(([, from]) => from)).toEqual(['安娜', 'Ann:North', 'آن لي']);
});

it('takes what follows without a time as more of the message', () => {
  const [first, second] = readChatText(
    '09:00:01 From  Ann : One\nTwo    a\n\nThree\n\n09:00:02 From  Ben : Four',
  ).messages;
  expect(first).toMatchObject({ text: 'One\nTwo    a\n\nThree', lines: [1, 4] });
  expect(second).toMatchObject({ text: 'Four', lines: [6, 6] });
});

it('keeps nothing of what was to some alone, and says how much that was', () => {
  const chat = readChatText(
    [
      '09:00:01 From  Ann to Ben(Privately) : the secret one',
      'more of the secret https://secret.example.org',
      '09:00:02 From Ann to Ben (Direct Message):',
      '\tsecret two',
      '09:00:03 From Ann to Hosts and panelists : secret three',
      '09:00:04 From  Ann : open',
    ].join('\n'),
  );
  expect(JSON.stringify(chat)).not.toContain('secret');
  expect(chat).toMatchObject({ withheld: 3, withheldLines: [1, 2, 3, 4, 5], messages: [{ text: 'open' }] });
});

it('tells a sign given to a message from a message', () => {
  const chat = readChatText('09:00:01 From Ann to Everyone:\n\tReacted to "That is it" with 👍');
  expect(chat.messages).toMatchObject([{ from: 'Ann', reaction: '👍' }]);
});

it('reports lines that are no part of a message by their numbers', () => {
  const chat = readChatText('A chat\n09:00:01 From  Ann : One\n09:00:02 nobody\n25:99:00 From  Ben : Two');
  expect(chat.unread).toEqual([1, 3, 4]);
  expect(chat.messages).toHaveLength(1);
});

it('harvests each link once, without the punctuation around it, with who was first', () => {
  const { links } = readChatText(
    [
      '09:00:01 From  Ann : (see https://example.org/a_(b)), or HTTPS://Example.org/c.',
      '09:00:02 From  Ben : https://example.org/c https://example.org/a_(b)!',
    ].join('\n'),
  );
  expect(links).toEqual([
    { url: 'https://example.org/a_(b)', line: 1, by: 'Ann', at: '09:00:01' },
    { url: 'HTTPS://Example.org/c', line: 1, by: 'Ann', at: '09:00:01' },
  ]);
});

test('fifty megabytes of one line are refused by its number at once, and not held', async () => {
  let taken = 0;
  const chunks = function* () {
    yield '09:00:01 From  Ann : One\n';
    for (; taken < 800; taken += 1) yield 'x'.repeat(65_536);
  };
  await expect(readChat(chunks())).rejects.toMatchObject({
    line: 2,
    message: expect.stringContaining('Line 2'),
  });
  expect(taken * 65_536).toBeLessThan(2 * longestLine + 65_536);
});

const name = fc
  .stringMatching(/^\p{Lu}[\p{Ll}\p{Lo}]{1,8}(?::?[ ]?\p{L}{2,8})?$/u)
  .filter((word) => !/\s(?:to|an|a|à|till|aan)\b/iu.test(word));
const text = fc
  .array(
    fc.stringMatching(/^[\p{L}][\p{L}\d ,.:;!?]{0,40}$/u).map((line) => line.trim()),
    { minLength: 1, maxLength: 4 },
  )
  .filter((lines) => lines.every(Boolean));
const chats = fc.array(fc.record({ from: name, text, direct: fc.boolean() }), { maxLength: 12 });

test('every message comes out as it went in, in any form, and none that was to some alone', () => {
  const forms = [
    ({ from, text, direct }: { from: string; text: string[]; direct: boolean }) =>
      `10:20:30 From ${from} to ${direct ? 'Zoe Zed (Direct Message)' : 'Everyone'}:\n${text.map((line) => `\t${line}`).join('\n')}`,
    ({ from, text, direct }: { from: string; text: string[]; direct: boolean }) =>
      `10:20:30     From  ${from}${direct ? ' to Zoe Zed(Privately)' : ''} : ${text.join('\n')}`,
  ];
  fc.assert(
    fc.property(chats, fc.constantFrom(...forms), fc.constantFrom('\n', '\r\n'), (chat, form, end) => {
      const read = readChatText(chat.map(form).join('\n').replaceAll('\n', end));
      const open = chat.filter(({ direct }) => !direct);
      expect(read.messages.map(({ from, text }) => [from, text])).toEqual(
        open.map(({ from, text }) => [from, text.join('\n')]),
      );
      expect(read.withheld).toBe(chat.length - open.length);
      expect(read.unread).toEqual([]);
    }),
  );
});

test('whatever stands in it and however it comes, each line is of a message, withheld, unread or empty', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\n',
      '\r\n',
      '\r',
      '\t',
      ' : ',
      '09:00:01 From  Ann',
      ' to Ben (Direct Message):',
      ' to Everyone:',
      '[9:00] Ann',
    ),
    fc.string({ maxLength: 12, unit: 'grapheme' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const whole = readChatText(pieces.join(''));
      expect(await readChat(pieces)).toEqual(whole);
      const taken = new Set([...whole.unread, ...whole.withheldLines]);
      for (const { lines } of whole.messages) for (let at = lines[0]; at <= lines[1]; at += 1) taken.add(at);
      const lines = pieces
        .join('')
        .replace(/^\u{feff}/u, '')
        .split(/\r\n|[\r\n]/);
      if (whole.messages.length + whole.withheld > 0)
        lines.forEach((line, at) => {
          if (line.trim()) expect(taken.has(at + 1)).toBe(true);
        });
    }),
  );
});
