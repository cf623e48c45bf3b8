import { loadConfig } from '@skein/service-kit';
import { describe, expect, it } from 'vitest';
import { MembershipConfig, requiresPasskey } from './config.ts';

const load = (
  SKEIN_PUBLIC_URL: string,
  SKEIN_REQUIRE_PASSKEY?: string,
  SKEIN_SITES?: string,
): MembershipConfig =>
  loadConfig(MembershipConfig, {
    SKEIN_MONGO_URL: 'mongodb://x',
    SKEIN_NATS_URL: 'nats://x',
    SKEIN_PUBLIC_URL,
    ...(SKEIN_REQUIRE_PASSKEY && { SKEIN_REQUIRE_PASSKEY }),
    ...(SKEIN_SITES && { SKEIN_SITES }),
  });

describe('whether passkeys are required', () => {
  it.each([
    ['https://skein.example', undefined, true],
    ['https://skein.example', 'false', false],
    ['http://localhost:8080', undefined, false],
    ['http://localhost:8080', 'true', true],
    ['http://127.0.0.1:8080', undefined, false],
    ['https://192.0.2.1', 'false', false],
  ])('at %s with %s: %s', (url, said, required) => {
    expect(requiresPasskey(load(url, said), 'somewhere')).toBe(required);
  });

  it.each(['https://192.0.2.1', 'https://[2001:db8::1]:8443'])('is refused at %s', (url) => {
    expect(() => load(url)).toThrow('SKEIN_PUBLIC_URL: needs a host name');
  });

  it('is a matter of each network’s own address', () => {
    const config = load('http://localhost:8080', undefined, 'north=https://north.example');
    expect(requiresPasskey(config, 'north')).toBe(true);
    expect(requiresPasskey(config, 'south')).toBe(false);
    expect(() => load('http://localhost:8080', undefined, 'north=https://192.0.2.1')).toThrow(
      'SKEIN_SITES: needs a host name',
    );
  });

  it('is said by yes or no', () => {
    expect(() => load('http://localhost', 'perhaps')).toThrow('SKEIN_REQUIRE_PASSKEY');
  });
});
