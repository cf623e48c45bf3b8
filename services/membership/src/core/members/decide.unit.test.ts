import { expect, it } from 'vitest';
import type { CommunityRow } from '../communities/row.ts';
import type { MembershipRow } from '../memberships/row.ts';
import { join, leave } from './decide.ts';

const community = { _id: 'c', status: 'established' } as CommunityRow;
const now = new Date('2026-11-01T12:00:00.000Z');
const years = new Date('2019-03-01T12:00:00.000Z');
const member: MembershipRow = {
  ...{ _id: 'p.c', network: 'testing', version: 1, person: 'p', community: 'c' },
  role: 'member',
  since: years,
};

const back = (after: number) => {
  const before = leave(member, [], now) as MembershipRow;
  const place = { network: 'testing', person: 'p', community, before };
  return join(place, 'member', new Date(now.getTime() + after));
};

it('whoever leaves and takes it back at once belongs since when they did before; later, they come anew', () => {
  expect(back(20_000)).toMatchObject({ role: 'member', since: years, version: 3 });
  expect(back(20_000)).not.toHaveProperty('before');
  expect(back(3_600_000)).toMatchObject({ since: new Date(now.getTime() + 3_600_000) });
});
