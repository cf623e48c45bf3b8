import { isRefusal, mostNoteUpdateBytes } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { joined, readUpdate } from './updates.ts';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const written = (text: string, name = 'note'): Doc => {
  const doc = new Doc();
  doc.getText(name).insert(0, text);
  return doc;
};
const read = (sent: string): Buffer => {
  const update = readUpdate(sent);
  if (isRefusal(update)) throw new Error(update.detail);
  return update;
};

describe('a change of a note', () => {
  it('is one of plain text', () => {
    const doc = written('Beds\n\n* more of them');
    expect(joined([read(base64(encodeStateAsUpdate(doc)))]).text).toBe('Beds\n\n* more of them');
    doc.getText('note').delete(0, 2);
    expect(joined([read(base64(encodeStateAsUpdate(doc)))]).text).toBe('ds\n\n* more of them');
  });

  it('is refused where it is none, of something else, or too large', () => {
    const map = new Doc();
    map.getMap('note').set('a', 1);
    const image = new Doc();
    image.getText('note').insertEmbed(0, { image: 'x' });
    const strange = [
      base64(Buffer.from('garbage, and more of it')),
      base64(Buffer.alloc(300, 255)),
      base64(encodeStateAsUpdate(written('Beds')).slice(0, -3)),
      ...[written('Beds', 'other'), map, image].map((doc) => base64(encodeStateAsUpdate(doc))),
      base64(encodeStateAsUpdate(written('x'.repeat(mostNoteUpdateBytes)))),
    ];
    for (const sent of strange)
      expect(readUpdate(sent)).toMatchObject({
        refused: 'invalid-request',
        errors: [{ pointer: '#/update' }],
      });
  });
});

describe('several changes', () => {
  it('are the same in any order and twice, and forget what was taken out', () => {
    const one = written('Beds and chairs. '.repeat(200));
    const other = written('Doors');
    const updates = [one, other, one].map((doc) => encodeStateAsUpdate(doc));
    const all = joined(updates);
    expect(all.text).toBe(joined(updates.toReversed()).text);
    expect(all.text.length).toBe(17 * 200 + 5);
    one.getText('note').delete(0, 17 * 199);
    const less = joined([all.update, encodeStateAsUpdate(one)]);
    expect(less.update.length).toBeLessThan(all.update.length / 10);
    expect(joined([]).text).toBe('');
  });
});
