import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotedPrintable } from './quoted-printable.ts';

const decode = (encoded: string): string =>
  Buffer.from(
    encoded
      .replaceAll('=\r\n', '')
      .replace(/[^=]|=([0-9A-F]{2})/g, (sign, code) =>
        code ? String.fromCharCode(Number.parseInt(code, 16)) : sign,
      ),
    'latin1',
  ).toString();

describe('quoted-printable', () => {
  it('comes back as it was, in lines of at most 76 printable characters that end in no blank', () => {
    const text = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('\n'), fc.constant(' = ')), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (pieces) => {
        const given = pieces.join('').replace(/\r\n?/g, '\n');
        const encoded = quotedPrintable(given);
        for (const line of encoded.split('\r\n')) {
          expect(line.length).toBeLessThanOrEqual(76);
          expect(line).toMatch(/^[\t -~]*$/);
          expect(line).not.toMatch(/[ \t]$/);
        }
        expect(decode(encoded)).toBe(given.replaceAll('\n', '\r\n'));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves short plain lines as they are', () => {
    expect(quotedPrintable('Dear Ada,\n\nwelcome.')).toBe('Dear Ada,\r\n\r\nwelcome.');
    expect(quotedPrintable('ä=')).toBe('=C3=A4=3D');
  });
});
