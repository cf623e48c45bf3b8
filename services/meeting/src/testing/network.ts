import type { CommunityRole } from '@skein/contracts';
import { newId, type RunningService, signLink, startService } from '@skein/service-kit';
import { call, membershipSide, type TestRequest, testEnvironment, until } from '@skein/service-kit/testing';
import { meeting } from '../app.ts';

/** A network for tests: the meeting service running, two communities and four members of whom it knows, and their tokens. */
export const startNetwork = async (environment = testEnvironment()) => {
  const side = await membershipSide(environment);
  let service: RunningService = await startService(meeting, environment);
  const [community, neighbour, foreign] = [newId(), newId(), newId()];
  const people = { ada: newId(), ben: newId(), cy: newId(), dot: newId() };

  const found = (id: string, slug: string, network?: string) => side.found(id, { slug, name: slug }, network);
  await found(community, 'reimagining');
  await found(neighbour, 'mindfulness');
  await found(foreign, 'reimagining', 'elsewhere');
  for (const person of Object.values(people)) await side.join(person);
  const { db } = service.context;
  await until('the service knows communities and people', async () => {
    const communities = await db.collection('known_communities').countDocuments();
    return communities === 3 && (await db.collection('known_people').countDocuments()) === 4;
  });

  const within = (person: string, role: CommunityRole, where = community) =>
    side.tokenFor({ person, communities: { [where]: role } });
  const tokens = {
    admin: await side.tokenFor({ roles: ['admin'] }),
    /** Facilitates the community. */
    ada: await within(people.ada, 'facilitator'),
    /** Member of the community. */
    ben: await within(people.ben, 'member'),
    /** Guest of the community. */
    cy: await within(people.cy, 'guest'),
    /** Facilitates the neighbouring community, and is nobody in this one. */
    dot: await within(people.dot, 'facilitator', neighbour),
    /** Administrator of another network on the same servers. */
    foreigner: await side.tokenFor({ network: 'elsewhere', roles: ['admin'] }),
  };
  return {
    environment,
    /** Where the service has its database, for what a test does to it while no service runs. */
    db: side.client.db(db.databaseName),
    side,
    community,
    neighbour,
    foreign,
    people,
    tokens,
    api: <T>(method: string, path: string, request?: TestRequest) =>
      call<T>(service.url, method, path, request),
    /** What the service stands on now. */
    context: () => service.context,
    /** The token of a letter’s link, by which somebody answers a meeting. */
    linkTo: (id: string, person: string) => {
      const { signingKey } = service.context;
      const soon = new Date(Date.now() + 60 * 60 * 1000);
      return signLink(signingKey, 'meeting-answer', { net: 'testing', sub: person, meeting: id }, soon);
    },
    /** Where the service listens now. */
    url: () => service.url,
    /** Stops the service, lets something happen meanwhile, and starts it again with the same environment. */
    restart: async (meanwhile: () => Promise<unknown>): Promise<void> => {
      await service.stop();
      await meanwhile();
      service = await startService(meeting, environment);
    },
    stop: async (): Promise<void> => {
      await service.stop();
      await side.stop();
    },
  };
};

export type Network = Awaited<ReturnType<typeof startNetwork>>;

/** The body of a plan for a meeting of a community. */
export const planFor = (community: string, rest: object = {}) => ({
  community,
  title: 'Monthly call',
  kind: 'call',
  // Never past, nor so near that letters go out.
  startsAt: '2099-12-01T12:30:00Z',
  minutes: 90,
  ...rest,
});

/** A plan of weekly meetings from a week ahead on, at ten in London. */
export const weeklyPlan = (rest: object = {}) => ({
  zone: 'Europe/London',
  start: `${new Date(Date.now() + 7 * 24 * 60 * 60_000).toISOString().slice(0, 10)}T10:00`,
  minutes: 60,
  rule: { frequency: 'weekly' },
  ...rest,
});
