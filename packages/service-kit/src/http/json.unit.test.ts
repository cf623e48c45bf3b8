import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json.ts';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

describe('how deep a JSON text is', () => {
  it('is told without reading it, whatever its texts hold', () => {
    const texts = fc.json({ stringUnit: fc.constantFrom('[', '{', '"', '\\', ']', 'a') as never });
    fc.assert(
      fc.property(fc.oneof(fc.json(), texts), fc.nat(6), (text, most) => {
        expect(isDeeperThan(text, most)).toBe(depthOf(JSON.parse(text)) > most);
      }),
    );
  });

  it('is told of what is no JSON too', () => {
    expect(isDeeperThan('['.repeat(1_000_000), 100)).toBe(true);
    expect(isDeeperThan('"[[[', 2)).toBe(false);
  });
});
