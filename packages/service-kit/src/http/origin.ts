import { isIPv6 } from 'node:net';

const groupsOf = (part: string): string[] => part.split(':').filter((group) => group !== '');

/**
 * What limits for an address count by. Of IPv6 it is the first half: whoever has one address there has all of the
 * network's (RFC 6177), and could ask from another each time. An IPv4 address written as IPv6 is itself.
 */
export const originOf = (address: string): string => {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [bare = ''] = address.split('%');
  const [head = '', tail] = bare.split('::');
  const lead = groupsOf(head);
  const left = tail === undefined ? [] : groupsOf(tail);
  const missing = Math.max(0, 8 - lead.length - left.length);
  const whole = [...lead, ...Array<string>(missing).fill('0'), ...left];
  const half = whole.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${half.join(':')}::/64`;
};
