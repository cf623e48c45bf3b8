import { expect, it } from 'vitest';
import { communitiesFound } from './decide.ts';

const named = (name: string, rest: object = {}) => ({
  ...{ _id: name, name, domain: 'Learning', status: 'active' },
  ...rest,
});

it('finds communities by name and domain, those that begin so first and closed ones last', () => {
  const communities = [
    named('A closed circle', { status: 'closed', domain: 'Care' }),
    named('Better care'),
    named('Nothing'),
    named('Care at home'),
  ];
  expect(communitiesFound(communities, 'cáre').map(({ id }) => id)).toEqual([
    'Care at home',
    'Better care',
    'A closed circle',
  ]);
  expect(communitiesFound(communities, '…')).toEqual([]);
});
