import { type Person, ProfileField } from '@skein/contracts';
import { expect, it } from 'vitest';
import { changesOf, draftOf, fields, phrasesIn } from './draft.ts';

const person: Person = {
  id: '01a220d1-95c8-76a1-9e04-83326d989316',
  version: 3,
  name: 'Ada Adams',
  occupation: 'nurse',
  interests: ['handover'],
  roles: [],
  communities: [],
  joinedAt: '2026-11-28T06:00:00.000Z',
};

it('sends only what is otherwise than before, and takes away what was emptied', () => {
  const before = draftOf(person);
  expect(changesOf(before, before)).toEqual({});
  const visibility = { ...before.visibility, region: 'network' as const };
  const after = { ...before, occupation: ' ', region: 'North', interests: 'handover; nights', visibility };
  expect(changesOf(before, after)).toEqual({
    occupation: null,
    region: 'North',
    interests: ['handover', 'nights'],
    visibility: { region: 'network' },
  });
});

it('shows nothing to anybody that is not said to be shown', () => {
  expect(new Set(Object.values(draftOf(person).visibility))).toEqual(new Set(['nobody']));
});

it('takes phrases apart at commas, semicolons and lines, each once', () => {
  expect(phrasesIn('nights, handover;nights\n falls ,')).toEqual(['nights', 'handover', 'falls']);
});

it('has every field of the contract, with who sees it', () => {
  expect([...fields].sort()).toEqual([...ProfileField.options].sort());
});
