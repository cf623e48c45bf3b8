import { en, en_AU, en_IN, en_NG, Faker } from '@faker-js/faker';
import { withheldWordsIn } from './withheld-names.ts';

/** Key of a generated person, `p-0001` onwards; person n is the same person in a network of any size. */
export type PersonKey = `p-${string}`;

export interface Person {
  key: PersonKey;
  name: string;
  email: string;
  organisation: string;
  /** The person's job, not a role in the network. */
  role: string;
  region: string;
  interests: string[];
  consents: { digest: boolean; 'event-news': boolean };
}

/** The smallest network in which every key of the demonstration resolves. */
export const fewestPeople = 50;

/** Fixed seed of all generated data: the date of the special-interest group's meeting. */
export const seed = 20190208;

export const regions = [
  'Yorkshire and the Humber',
  'East of England',
  'South West',
  'London',
  'North East and North Cumbria',
  'North West',
  'West Midlands',
  'East Midlands',
  'South East',
] as const;

const places = listed(`
  Alderwick, Brackenford, Caldermere, Dunholme Vale, Eastmarch, Fenbridge, Harrowdale, Kingsmere,
  Langthorpe, Millbeck, Northolme, Otterford, Penworth, Ravensby, Suthermoor, Thornmoor
`);

const kinds = [
  { suffix: 'Teaching Hospitals Trust', weight: 5 },
  { suffix: 'Community Health Trust', weight: 4 },
  { suffix: 'Medical Practice', weight: 5 },
  { suffix: 'Primary Care Network', weight: 3 },
  { suffix: 'Mental Health Partnership', weight: 2 },
  { suffix: 'Ambulance Service', weight: 1 },
  { suffix: 'Borough Council Adult Care', weight: 2 },
  { suffix: 'Carers Charity', weight: 1 },
  { suffix: 'Hospice', weight: 1 },
];

const jobs = listed(`
  Ward sister, General practitioner, Practice manager, Pharmacist, Junior doctor, Consultant
  physician, Midwife, Physiotherapist, Occupational therapist, Improvement adviser, Head of quality,
  Paramedic, Organisation development lead, Patient partner, Social worker, Commissioning manager,
  Carer, Clinical engineer, Receptionist, Health visitor
`);

const interests = listed(`
  medicines safety, team culture, patient involvement, measurement, mindfulness, frailty,
  self-managing teams, staff wellbeing, maternity, access to appointments, dementia, coaching, integrated
  care, digital tools, learning from failure
`);

// Faker has no names of its own for Great Britain; these together look like a staff list in England.
const nameSources = [
  { locale: en_AU, weight: 8 },
  { locale: en_IN, weight: 2 },
  { locale: en_NG, weight: 1 },
];

function listed(text: string): string[] {
  return text.split(',').map((item) => item.replace(/\s+/g, ' ').trim());
}

/** Key of the nth person, counted from 1. */
export function personKey(n: number): PersonKey {
  return `p-${String(n).padStart(4, '0')}`;
}

/**
 * Generated people, the same for the same count; a larger network starts with the smaller one's people.
 * Names that occur in the source documents are drawn again, and addresses are unique under example.org.
 */
export function generatePeople(count: number): Person[] {
  if (!Number.isInteger(count) || count < fewestPeople) {
    throw new RangeError(`A demonstration network needs at least ${fewestPeople} people, not ${count}.`);
  }
  const faker = new Faker({ locale: en, seed });
  const namers = nameSources.map(({ locale, weight }) => ({
    value: new Faker({ locale: [locale, en], seed }),
    weight,
  }));
  const taken = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const { first, last } = publishableName(faker.helpers.weightedArrayElement(namers));
    return {
      key: personKey(index + 1),
      name: `${first} ${last}`,
      email: uniqueAddress(first, last, taken),
      organisation: `${faker.helpers.arrayElement(places)} ${faker.helpers.weightedArrayElement(
        kinds.map((kind) => ({ value: kind.suffix, weight: kind.weight })),
      )}`,
      role: faker.helpers.arrayElement(jobs),
      region: faker.helpers.arrayElement(regions),
      interests: faker.helpers.arrayElements(interests, { min: 1, max: 4 }),
      consents: {
        digest: faker.datatype.boolean({ probability: 0.85 }),
        'event-news': faker.datatype.boolean({ probability: 0.6 }),
      },
    };
  });
}

function publishableName(faker: Faker): { first: string; last: string } {
  for (;;) {
    const first = faker.person.firstName();
    const last = faker.person.lastName();
    if (withheldWordsIn(`${first} ${last}`).length === 0) return { first, last };
  }
}

function uniqueAddress(first: string, last: string, taken: Map<string, number>): string {
  const local = `${first}.${last}`
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z.]/g, '');
  const times = (taken.get(local) ?? 0) + 1;
  taken.set(local, times);
  return `${local}${times === 1 ? '' : times}@example.org`;
}
