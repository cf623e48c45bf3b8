import { describe, expect, it } from 'vitest';
import { hostOf, networkAt, publicUrlOf, Sites } from './sites.ts';

const SKEIN_SITES = Sites.parse('north=https://North.example.org/, south = http://localhost:8081');
const addresses = { SKEIN_SITES, SKEIN_PUBLIC_URL: 'https://all.example.org/' };

describe('the addresses of networks', () => {
  it('are each network’s own, or the installation’s', () => {
    expect(publicUrlOf(addresses, 'north')).toBe('https://North.example.org');
    expect(publicUrlOf(addresses, 'south')).toBe('http://localhost:8081');
    expect(publicUrlOf(addresses, 'elsewhere')).toBe('https://all.example.org');
    expect(() => publicUrlOf({ SKEIN_SITES }, 'elsewhere')).toThrow('elsewhere has no address');
    expect(hostOf(addresses, 'north')).toBe('north.example.org');
  });

  it('tell which network is asked', () => {
    expect(networkAt(SKEIN_SITES, 'NORTH.example.org')).toBe('north');
    expect(networkAt(SKEIN_SITES, 'localhost')).toBe('south');
    expect(networkAt(SKEIN_SITES, 'all.example.org')).toBeUndefined();
  });

  it.each(['north', 'north=nowhere', '=https://x.example', 'No Network=https://x.example'])(
    'are refused where one is wrong: %s',
    (text) => {
      expect(Sites.safeParse(text).success).toBe(false);
    },
  );

  it('are refused where two networks share a host name', () => {
    expect(
      Sites.safeParse('a=https://x.example,b=https://x.example:8443').error?.issues[0]?.message,
    ).toContain('the same host name');
  });
});
