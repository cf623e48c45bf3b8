import { en, Faker } from '@faker-js/faker';
import { type PersonKey, seed } from './people.ts';

/** What people tell of themselves beside who they are and where they work. */
export interface Profile {
  strengths: string[];
  timeZone: string;
  language: string;
  /** Whether the whole network finds them in the directory. */
  listed: boolean;
  /** Whether researchers may ask them, through the network, to take part in studies. */
  research: boolean;
}

const strengths = [
  'running a good meeting',
  'reading a run chart',
  'listening',
  'writing plainly',
  'drawing what people say',
  'teaching others',
  'finding money',
  'calming a conflict',
  'knowing whom to ask',
  'making data sing',
];

const timeZones = [
  { value: 'Europe/London', weight: 94 },
  { value: 'Europe/Dublin', weight: 3 },
  { value: 'Africa/Lagos', weight: 1 },
  { value: 'Asia/Kolkata', weight: 1 },
  { value: 'Australia/Sydney', weight: 1 },
];

const languages = [
  { value: 'en-GB', weight: 92 },
  { value: 'cy', weight: 4 },
  { value: 'pa', weight: 2 },
  { value: 'pl', weight: 2 },
];

/** A profile for each person, the same each time; a larger network starts with the smaller one's. */
export const profilesOf = (people: readonly { key: PersonKey }[]): Map<PersonKey, Profile> => {
  const faker = new Faker({ locale: en, seed: seed + 2 });
  const { arrayElements, weightedArrayElement } = faker.helpers;
  return new Map(
    people.map(({ key }) => [
      key,
      {
        strengths: arrayElements(strengths, { min: 0, max: 3 }),
        timeZone: weightedArrayElement(timeZones),
        language: weightedArrayElement(languages),
        listed: faker.datatype.boolean({ probability: 0.7 }),
        research: faker.datatype.boolean({ probability: 0.2 }),
      },
    ]),
  );
};
