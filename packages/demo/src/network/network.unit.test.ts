import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  circlesOfEight,
  communitiesApart,
  type DemonstrationNetwork,
  demonstrationNetwork,
  generatePeople,
  mostCommunities,
  upcomingMeetings,
  withheldWordsIn,
} from './index.ts';

const now = new Date('2025-03-20T10:00:00Z');
const networks = [50, 2000].map((members) => demonstrationNetwork({ members, now }));

const london = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
const londonClock = (at: Date) => london.format(at);

/** Every person key anywhere in a value. */
const personKeysIn = (value: unknown) => new Set(JSON.stringify(value).match(/(?<=")p-\d{4,}(?=")/g) ?? []);

const membersOf = (network: DemonstrationNetwork, community: string) =>
  network.memberships.filter((membership) => membership.community === community).map(({ person }) => person);

describe('a demonstration network', () => {
  it('is the same for the same size and time', () => {
    expect(demonstrationNetwork({ members: 2000, now })).toEqual(networks[1]);
  });

  it('starts a larger network with the people of a smaller one', () => {
    expect(generatePeople(2000).slice(0, 50)).toEqual(generatePeople(50));
  });

  it('refuses to be smaller than its cast', () => {
    expect(() => generatePeople(49)).toThrow(RangeError);
  });

  it('hands out a copy, so that changing one changes no other', () => {
    const one = demonstrationNetwork({ members: 50, now });
    one.communities.length = 0;
    expect(demonstrationNetwork({ members: 50, now })).toEqual(networks[0]);
  });
});

describe.each(networks)('with $people.length members', (network) => {
  it('resolves every person and community key', () => {
    const people = new Set(network.people.map(({ key }) => key));
    expect(people.size).toBe(network.people.length);
    expect([...personKeysIn(network)].filter((key) => !people.has(key as never))).toEqual([]);
    const communities = new Set(network.communities.map(({ key }) => key));
    const used = JSON.stringify(network).matchAll(/"community":"([^"]+)"/g);
    expect([...used].map(([, key]) => key).filter((key) => !communities.has(key as string))).toEqual([]);
  });

  it('resolves the steps that tensions led to', () => {
    const { workstreams, occurrences } = network.specialInterestGroup;
    const steps = workstreams.flatMap((workstream) => workstream.steps).map(({ key }) => key);
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps).toEqual(
      expect.arrayContaining(
        occurrences.flatMap(({ tensions }) => tensions).flatMap((tension) => tension.steps),
      ),
    );
  });

  it('gives everyone an address of their own under example.org', () => {
    const emails = network.people.map(({ email }) => email);
    expect(new Set(emails).size).toBe(emails.length);
    for (const email of emails) expect(email).toMatch(/^[a-z]+\.[a-z]+\d*@example\.org$/);
  });

  it('has about 85% agreeing to the digest', () => {
    const share = network.people.filter(({ consents }) => consents.digest).length / network.people.length;
    expect(Math.abs(share - 0.85)).toBeLessThan(network.people.length === 50 ? 0.15 : 0.03);
  });

  it('counts each membership once, with facilitators and core among the members', () => {
    const pairs = network.memberships.map(({ person, community }) => `${person} ${community}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    for (const { key, facilitators, core } of network.communities) {
      expect(membersOf(network, key)).toEqual(expect.arrayContaining([...facilitators, ...core]));
    }
  });

  it('has two communities that share nobody', () => {
    const [one, other] = communitiesApart.map((key) => new Set(membersOf(network, key)));
    expect(one?.size).toBeGreaterThan(1);
    expect(other?.size).toBeGreaterThan(1);
    expect([...(one ?? [])].filter((person) => other?.has(person))).toEqual([]);
  });

  it('has circles of eight, weavers in many communities and everyone else in four at most', () => {
    for (const circle of circlesOfEight) expect(membersOf(network, circle)).toHaveLength(8);
    const sizes = new Map<string, number>();
    for (const { person } of network.memberships) sizes.set(person, (sizes.get(person) ?? 0) + 1);
    for (const { key } of network.people) {
      const size = sizes.get(key) ?? 0;
      if (network.weavers.includes(key)) expect(size).toBeGreaterThan(mostCommunities);
      else expect(size).toBeLessThanOrEqual(mostCommunities);
    }
  });

  it("holds no real person's name, address or number", () => {
    expect(withheldWordsIn(JSON.stringify(network))).toEqual([]);
  });
});

describe('the files of this folder', () => {
  it("hold no real person's name, address or number", () => {
    for (const file of readdirSync(import.meta.dirname)) {
      expect([file, withheldWordsIn(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'))]).toEqual([
        file,
        [],
      ]);
    }
  });
});

describe('upcoming meetings', () => {
  it('lie within four weeks on weekdays, whatever the day', () => {
    for (let day = 0; day < 370; day += 1) {
      const today = new Date(now.getTime() + day * 86_400_000);
      for (const { startsAt, kind } of upcomingMeetings(today, [])) {
        const start = new Date(startsAt);
        expect(start.getTime()).toBeGreaterThan(today.getTime());
        expect(start.getTime() - today.getTime()).toBeLessThan(28 * 86_400_000);
        expect([1, 2, 3, 4, 5]).toContain(start.getUTCDay());
        if (kind === 'call') expect(londonClock(start)).toBe('12:30');
      }
    }
  });

  it('offer a webinar for 1,200 and a circle of eight', () => {
    const upcoming = networks[0]?.upcoming ?? [];
    const of = (key: string) => upcoming.find((meeting) => meeting.key === key);
    expect(of('purpose-webinar')?.capacity).toBe(1200);
    expect(of('ward-circle')?.going).toHaveLength(8);
    const starts = upcoming.map(({ startsAt }) => startsAt);
    expect(starts).toEqual(starts.toSorted());
  });
});
