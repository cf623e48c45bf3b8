import { en, en_AU, Faker } from '@faker-js/faker';
import { seed } from './people.ts';
import { withheldWordsIn } from './withheld-names.ts';

/** Somebody generated who is not among the people of the network: their addresses are under example.net. */
export interface Stranger {
  name: string;
  email: string;
}

/** So many people from outside, the same each time. */
export const strangers = (count: number): Stranger[] => {
  const faker = new Faker({ locale: [en_AU, en], seed: seed + 3 });
  const found = new Map<string, Stranger>();
  while (found.size < count) {
    const [first, last] = [faker.person.firstName(), faker.person.lastName()];
    const email = `${first}.${last}`.toLowerCase().replace(/[^a-z.]/g, '');
    if (withheldWordsIn(`${first} ${last}`).length === 0) {
      found.set(email, { name: `${first} ${last}`, email: `${email}@example.net` });
    }
  }
  return [...found.values()];
};
