import { describe, expect, it } from 'vitest';
import { collectLast } from './last.ts';

interface Row {
  readonly _id: string;
  readonly of: string;
}

const collectionNamed = (name: string, calls: string[]) => () =>
  ({
    insertMany: async (rows: readonly Row[]) => {
      calls.push(`${name} ${rows.map(({ _id }) => _id).join(' ')}`);
    },
  }) as never;

describe('what a transaction writes last', () => {
  it('goes into each collection in one call, in the order in which it came', async () => {
    const calls: string[] = [];
    const [lines, events] = [collectionNamed('lines', calls), collectionNamed('events', calls)];
    const last = collectLast();
    last.insert(events, { _id: 'a', of: 'x' });
    last.insert(lines, { _id: 'b', of: 'x' });
    last.insert(events, { _id: 'c', of: 'y' });
    await last.write({} as never);
    expect(calls).toEqual(['events a c', 'lines b']);
  });

  it('is found before it is written, in its own collection alone', () => {
    const [lines, events] = [collectionNamed('lines', []), collectionNamed('events', [])];
    const last = collectLast();
    last.insert<Row>(events, { _id: 'a', of: 'x' });
    expect(last.find<Row>(events, 'a')).toEqual({ _id: 'a', of: 'x' });
    expect([last.find<Row>(lines, 'a'), last.find<Row>(events, 'b')]).toEqual([undefined, undefined]);
  });
});
