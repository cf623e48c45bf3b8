import { pageAddresses } from '@skein/web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journeys, startJourneys, type Visitor } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';

let journeys: Journeys;
/** Every address of the application, with what is there filled in. */
let addresses: string[];
/** Signed in once: links are sent so many times an hour. */
let member: Visitor;
beforeAll(async () => {
  journeys = await startJourneys();
  const { client, actor } = journeys.job.admin;
  const [community] = await client.listCommunities.all().toArray();
  const filled: Record<string, string> = {
    community: community?.slug ?? '',
    person: actor.person,
    quarter: '2026-Q3',
  };
  addresses = [
    ...pageAddresses.map((address) =>
      address.replaceAll(/:(\w+)/g, (_whole, name: string) => filled[name] ?? actor.person),
    ),
    '/search?text=care',
    '/nowhere',
  ];
  member = await journeys.visitor({ size: 'phone' });
  await member.signIn(journeys.job.address);
});
afterAll(() => journeys?.stop());

const settled = async ({ page, quiet }: Visitor, address: string): Promise<void> => {
  await page.goto(`${journeys.system.url}${address}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await quiet();
};

/** What is wrong with any page, as somebody sees all of them. */
const wrongFor = async (visitor: Visitor, direction = 'ltr'): Promise<Record<string, string[]>> => {
  const wrong: Record<string, string[]> = {};
  for (const address of addresses) {
    await settled(visitor, address);
    await visitor.page.evaluate(`document.documentElement.dir = '${direction}'`);
    const flaws = await flawsOf(visitor.page);
    if (flaws.length) wrong[address] = flaws;
  }
  return wrong;
};

/** Refusals that a page says itself, and addresses that are no page, are in the console of the browser too. */
const unexpected = (complaints: readonly string[]): string[] =>
  complaints.filter((said) => !/status of (?:401|403|404)/.test(said));

const states = [
  ['on a phone', { size: 'phone' }],
  ['on a wide screen', { size: 'wide' }],
  ['at 320 px, in the dark', { size: 'narrow', colorScheme: 'dark' }],
  ['at 400 % zoom', { size: 'zoomed' }],
  ['in the dark on a wide screen', { size: 'wide', colorScheme: 'dark' }],
] as const;

// Some thirty pages in each state take minutes, and some are not proven yet.
const looks = describe.runIf(process.env.SKEIN_TESTS === 'all');

looks.each(states)('%s', (_where, state) => {
  it('every page is sound for a visitor', async () => {
    const visitor = await journeys.visitor(state);
    expect(await wrongFor(visitor)).toEqual({});
    expect(unexpected(visitor.complaints)).toEqual([]);
    await visitor.leave();
  });

  it('every page is sound for who may see all', async () => {
    await member.look(state);
    expect(await wrongFor(member)).toEqual({});
    expect(unexpected(member.complaints)).toEqual([]);
  });
});

looks.each(['phone', 'wide'] as const)(
  'from right to left, in words of no language, on a %s screen',
  (size) => {
    it('every page is sound', async () => {
      await member.look({ size });
      await member.page.evaluate(`localStorage.setItem('skein-language', 'pseudo')`);
      expect(await wrongFor(member, 'rtl')).toEqual({});
    });
  },
);
