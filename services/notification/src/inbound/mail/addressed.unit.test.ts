import { expect, it } from 'vitest';
import { addressedTo, tensionAddress } from './addressed.ts';

const token = 'abcdefghijklmnopqrstuvwxyz';
const at = (local: string) => addressedTo(`${local}@in.example.org`, 'in.example.org');

it('an address is for the answers of a calendar, or for a community, of one person', () => {
  expect(at(`Answer-${token.toUpperCase()}`)).toEqual({ token });
  const address = tensionAddress({ _id: 'id', slug: 'care-homes' }, `answer-${token}@in.example.org`);
  expect(address).toBe(`care-homes.${token}@in.example.org`);
  expect(addressedTo(address, 'in.example.org')).toEqual({ token, community: 'care-homes' });
  const long = { _id: '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b', slug: 'x'.repeat(60) };
  const short = tensionAddress(long, `answer-${token}@in.example.org`);
  expect(short.split('@')[0]?.length).toBeLessThanOrEqual(64);
  expect(addressedTo(short, 'in.example.org')).toEqual({ token, community: long._id });
  expect(at('postmaster')).toBeUndefined();
  expect(addressedTo(address, 'example.org')).toBeUndefined();
});
