import { expect, it } from 'vitest';
import { refuseNamed, whoTheyAre } from './decide.ts';

const members = [
  { person: 'a', name: 'Ann Lee' },
  { person: 'b', name: 'Ben Lee' },
  { person: 'c', name: 'Ann Moors' },
  { person: 'd', name: 'Zoë Öberg' },
  { person: 'e', name: 'Kit Hart' },
  { person: 'f', name: 'Kit Hart' },
];
const who = (name: string) => {
  const [found] = whoTheyAre([name], members);
  return { sure: found?.person, may: found?.candidates.map(({ person }) => person) };
};

it('is sure of a whole name that one member alone has, in whatever case and with or without accents', () => {
  expect(who('ann LEE')).toEqual({ sure: 'a', may: ['a'] });
  expect(who('Zoe Oberg')).toEqual({ sure: 'd', may: ['d'] });
});

it('asks where two have the name, or where it is a first name, initials or a user’s name', () => {
  expect(who('Kit Hart')).toEqual({ sure: undefined, may: ['e', 'f'] });
  expect(who('Ben')).toEqual({ sure: undefined, may: ['b'] });
  expect(who('Ann')).toEqual({ sure: undefined, may: ['a', 'c'] });
  expect(who('BL')).toEqual({ sure: undefined, may: ['b'] });
  expect(who('benlee')).toEqual({ sure: undefined, may: ['b'] });
  expect(who('Ann M')).toEqual({ sure: undefined, may: ['c'] });
  expect(who('Nobody Known')).toEqual({ sure: undefined, may: [] });
  expect(who('🙂')).toEqual({ sure: undefined, may: [] });
});

it('names each once', () => {
  expect(whoTheyAre(['Ann', 'Ben', 'Ann'], members).map(({ name }) => name)).toEqual(['Ann', 'Ben']);
});

it('refuses a name that is named twice, and who is no member', () => {
  const people = [
    { name: 'Ann', person: 'a' },
    { name: 'Ann', person: 'c' },
  ];
  expect(refuseNamed(people, [])).toMatchObject({ errors: [{ pointer: '#/people/1/name' }] });
  expect(refuseNamed(people.slice(1), ['c'])).toMatchObject({
    refused: 'unknown-reference',
    errors: [{ pointer: '#/people/0/person' }],
  });
  expect(refuseNamed(people.slice(1), [])).toBeUndefined();
});
