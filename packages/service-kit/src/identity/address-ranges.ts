import { isIP } from 'node:net';
import { z } from 'zod';

/** Names that stand for ranges (RFC 1918, 3927, 4193, 4291). */
const named = ['loopback', 'linklocal', 'uniquelocal'];

const isRange = (text: string): boolean => {
  if (named.includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
};

/** Addresses and ranges of addresses with commas between: `10.0.0.0/8, 2001:db8::1, loopback`. */
export const AddressRanges = z.string().transform((text, context) => {
  const ranges = text.split(',').map((range) => range.trim());
  const wrong = ranges.filter((range) => !isRange(range));
  if (wrong.length === 0) return ranges;
  const message = `“${wrong.join('”, “')}” is no address and no range: write addresses, ranges as 10.0.0.0/8, or ${named.join(', ')}, with commas between`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});
