import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig, ServiceConfig, withPublicAddress } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'skein-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const secret = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const plain = { SKEIN_MONGO_URL: 'mongodb://x', SKEIN_NATS_URL: 'nats://x' };

describe('a value that stands in a file', () => {
  it('is read from where its variable says, without the line’s end', () => {
    const SKEIN_MONGO_URL_FILE = secret('mongo', 'mongodb://skein:secret@mongo/\n');
    const environment = { SKEIN_NATS_URL: 'nats://x', SKEIN_MONGO_URL_FILE };
    expect(loadConfig(ServiceConfig, environment).SKEIN_MONGO_URL).toBe('mongodb://skein:secret@mongo/');
  });

  it('is checked as any other, and not shown', () => {
    const SKEIN_LOG_LEVEL_FILE = secret('level', 'loud-and-secret');
    const load = () => loadConfig(ServiceConfig, { ...plain, SKEIN_LOG_LEVEL_FILE });
    expect(load).toThrow('SKEIN_LOG_LEVEL');
    expect(load).not.toThrow('loud-and-secret');
  });

  it('is refused beside the value itself', () => {
    const environment = { ...plain, SKEIN_MONGO_URL_FILE: secret('other', 'mongodb://y') };
    expect(() => loadConfig(ServiceConfig, environment)).toThrow(
      'SKEIN_MONGO_URL_FILE: stands beside SKEIN_MONGO_URL',
    );
  });

  it('is refused where the file is not there, along with all else that is wrong', () => {
    const environment = {
      SKEIN_MONGO_URL: 'mongodb://x',
      SKEIN_NATS_URL_FILE: join(folder, 'nothing'),
      SKEIN_PORT: 'x',
    };
    const load = () => loadConfig(ServiceConfig, environment);
    expect(load).toThrow('SKEIN_NATS_URL_FILE: the file cannot be read');
    expect(load).toThrow('SKEIN_PORT');
  });

  it('counts as not given where its variable is empty', () => {
    expect(loadConfig(ServiceConfig, { ...plain, SKEIN_NATS_URL_FILE: '' }).SKEIN_NATS_URL).toBe('nats://x');
  });
});

describe('the address that letters lead to', () => {
  const schema = withPublicAddress(ServiceConfig);
  const load = (environment: Record<string, string>) => loadConfig(schema, { ...plain, ...environment });

  it('has no default: a service that writes to people does not start without it, and says what to set', () => {
    expect(() => load({})).toThrow(
      /SKEIN_PUBLIC_URL: is not set.*Set it to the address.*the network demonstration .*SKEIN_SITES/,
    );
  });

  it('may be the installation’s, or the network’s own', () => {
    const all = 'https://all.example.org';
    expect(load({ SKEIN_PUBLIC_URL: all }).SKEIN_PUBLIC_URL).toBe(all);
    const own = { SKEIN_NETWORK: 'north', SKEIN_SITES: 'north=https://north.example.org' };
    expect(load(own).SKEIN_PUBLIC_URL).toBeUndefined();
  });

  it('may not be another network’s alone', () => {
    const others = { SKEIN_NETWORK: 'south', SKEIN_SITES: 'north=https://north.example.org' };
    expect(() => load(others)).toThrow('the network south');
  });
});
