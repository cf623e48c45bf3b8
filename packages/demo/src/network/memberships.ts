import { en, Faker } from '@faker-js/faker';
import { weavers } from './cast.ts';
import { type Community, communities } from './communities.ts';
import { type Person, type PersonKey, seed } from './people.ts';
import { specialInterestGroupAttendees } from './special-interest-group.ts';

export interface Membership {
  person: PersonKey;
  community: string;
  role: 'facilitator' | 'core' | 'member' | 'guest';
}

/** Two communities that have no member in common, for the view of missing bridges. */
export const communitiesApart = ['perinatal-care', 'care-coordination'] as const;

/** Communities of exactly eight, whatever the size of the network. */
export const circlesOfEight = [
  'clinical-microsystems',
  'mindfulness-patient-safety',
  'primary-care-steering',
] as const;

/** Most communities a person who is not a weaver belongs to. */
export const mostCommunities = 4;

/** Share of ordinary choices that fall on each community; those not listed stay as small as they start. */
const pull: Record<string, number> = {
  'safer-medication': 24,
  'caring-culture': 18,
  mindfulness: 14,
  'patient-public-engagement': 11,
  'care-coordination': 9,
  'junior-doctors': 8,
  'continuous-improvement': 6,
  'improvement-profession': 4,
  'perinatal-care': 3,
  'reimagining-health-care': 2,
  'schwartz-rounds': 1,
};

const communitiesPerPerson = [
  { value: 0, weight: 15 },
  { value: 1, weight: 40 },
  { value: 2, weight: 25 },
  { value: 3, weight: 13 },
  { value: 4, weight: 7 },
];

/** Who belongs where: facilitators and core first, then circles, weavers, and everyone else by the seed. */
export function memberships(people: Person[]): Membership[] {
  const rolls = new Rolls();
  addLeaders(rolls);
  for (const person of specialInterestGroupAttendees) rolls.add(person, 'reimagining-health-care', 'member');
  for (const circle of circlesOfEight) fillCircle(rolls, circle, people.slice(25));
  for (const weaver of weavers) {
    for (const key of Object.keys(pull).slice(0, 7)) rolls.add(weaver, key, 'member');
  }
  const faker = new Faker({ locale: en, seed: seed + 1 });
  for (const { key: person } of people) {
    const wanted = faker.helpers.weightedArrayElement(communitiesPerPerson);
    // Drawn for everyone, used or not, so that a larger network begins with the smaller one's memberships.
    const choices = Array.from({ length: wanted }, () => drawCommunity(faker));
    for (const choice of choices) {
      if (rolls.countOf(person) < wanted) rolls.add(person, choice, 'member');
    }
  }
  return rolls.all;
}

function addLeaders(rolls: Rolls): void {
  for (const { key, facilitators, core } of communities) {
    for (const person of facilitators) rolls.add(person, key, 'facilitator');
    for (const person of core) rolls.add(person, key, 'core');
  }
}

function drawCommunity(faker: Faker): string {
  return faker.helpers.weightedArrayElement(
    Object.entries(pull).map(([value, weight]) => ({ value, weight })),
  );
}

function fillCircle(rolls: Rolls, circle: Community['key'], candidates: Person[]): void {
  for (const { key } of candidates) {
    if (rolls.sizeOf(circle) === 8) return;
    if (rolls.countOf(key) < 2) rolls.add(key, circle, 'member');
  }
}

class Rolls {
  readonly all: Membership[] = [];
  readonly #ofPerson = new Map<PersonKey, Set<string>>();

  add(person: PersonKey, community: string, role: Membership['role']): void {
    const own = this.#ofPerson.get(person) ?? new Set<string>();
    if (own.has(community) || this.#wouldBridge(own, community)) return;
    if (own.size >= mostCommunities && !weavers.includes(person)) return;
    this.#ofPerson.set(person, own.add(community));
    this.all.push({ person, community, role });
  }

  countOf(person: PersonKey): number {
    return this.#ofPerson.get(person)?.size ?? 0;
  }

  sizeOf(community: string): number {
    return this.all.filter((membership) => membership.community === community).length;
  }

  #wouldBridge(own: Set<string>, community: string): boolean {
    const [one, other] = communitiesApart;
    return (community === one && own.has(other)) || (community === other && own.has(one));
  }
}
