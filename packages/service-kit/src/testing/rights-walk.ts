import {
  type Actor,
  CommunityRole,
  may,
  mayAnywhere,
  NetworkRole,
  type ProblemCode,
  problemStatus,
  type Right,
  type Route,
  routeCatalogue,
  type ServiceName,
} from '@skein/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkHeader } from '../identity/authentication.ts';
import { newId } from '../ids.ts';
import type { Reply } from './call.ts';
import { expectTheirs, isOfCommunities } from './owners.ts';
import { type Ground, type Prepared, send } from './rights-calls.ts';
import { anId, changesBetween, idsIn, snapshotOf } from './snapshot.ts';

/** How a route is called in the walk. */
export interface Fixture<G> {
  readonly prepare: (ground: G) => Promise<Prepared> | Prepared;
  /** Another right of the table, where the route asks for it in this case. */
  readonly right?: Right;
  /** Where a right alone is not enough: the problem that whoever has it meets here, and that a test elsewhere gets past. */
  readonly meets?: ProblemCode;
  /** Of a route that is `fresh` sometimes: whether it is in this case. */
  readonly fresh?: true;
}

/** How each route of a service is called in the walk; one may be called in several ways. */
export type Fixtures<G> = Readonly<Record<string, Fixture<G> | readonly Fixture<G>[]>>;

/** What `rights.fixture.ts` exports, beside the routes of a capability. */
export interface FixtureModule<G> {
  readonly fixtures: Fixtures<G>;
}

/**
 * The fixtures of all capabilities, as a walk finds them:
 * `gathered(import.meta.glob<FixtureModule<Ground>>('./**\/rights.fixture.ts', { eager: true }))`.
 */
export const gathered = <G>(modules: Readonly<Record<string, FixtureModule<G>>>): Fixtures<G> => {
  const all = new Map<string, Fixtures<G>[string]>();
  for (const [file, { fixtures }] of Object.entries(modules)) {
    for (const [route, fixture] of Object.entries(fixtures)) {
      if (all.has(route)) throw new Error(`${file} has a fixture for ${route}, which another has too`);
      all.set(route, fixture);
    }
  }
  return Object.fromEntries(all);
};

interface Role {
  readonly name: string;
  readonly actor: (ground: Ground, prepared: Prepared) => Actor | undefined;
}

const actorWith =
  (over: (ground: Ground, prepared: Prepared) => Partial<Actor>): Role['actor'] =>
  (ground, prepared) => ({
    person: prepared.by ?? newId(),
    network: ground.network,
    roles: [],
    communities: {},
    ...over(ground, prepared),
  });

const roles: readonly Role[] = [
  { name: 'a visitor', actor: () => undefined },
  { name: 'someone without roles', actor: actorWith(() => ({})) },
  ...NetworkRole.options.map((role) => ({ name: role, actor: actorWith(() => ({ roles: [role] })) })),
  ...CommunityRole.options.flatMap((role) => [
    { name: role, actor: actorWith(({ community }) => ({ communities: { [community]: role } })) },
    {
      name: `${role} of another community`,
      actor: actorWith(({ neighbour }) => ({ communities: { [neighbour]: role } })),
    },
  ]),
  {
    name: 'the person themselves',
    actor: actorWith((_ground, { target, by }) => ({
      person: by ?? ((target !== 'anywhere' && target.person) || newId()),
    })),
  },
];

const isAllowed = (actor: Actor | undefined, right: Right, { target }: Prepared): boolean =>
  target === 'anywhere' ? mayAnywhere(actor, right) : may(actor, right, target);

/** Refused, or shown nothing: neither an id of this network nor anything about what the request names of it. */
const seesNothing = (
  { status, body }: Reply<unknown>,
  route: Route,
  { params = {} }: Prepared,
  ids: readonly string[],
): boolean => {
  if ([401, 403, 404, 422].includes(status)) return true;
  if (status !== route.status) return false;
  const text = JSON.stringify(body ?? null);
  const empty = (body as { items?: unknown[] } | undefined)?.items?.length === 0;
  const names = Object.values(params).some((param) => anId.test(String(param)));
  return !ids.some((id) => text.includes(id)) && (!names || empty);
};

const other = 'elsewhere';

/**
 * Walks the routes of a service: each is called as each role, with a record made for it, and must be allowed or denied
 * as the table of rights in contracts says; then as another network's administrator, who must get nowhere. A route
 * without a fixture fails.
 */
export const walkRights = <G extends Ground>(
  service: ServiceName,
  start: () => Promise<G>,
  fixtures: Fixtures<G>,
): void => {
  let ground: G;
  beforeAll(async () => {
    ground = await start();
  });
  afterAll(() => ground?.stop());

  const routes = routeCatalogue.filter((route) => route.service === service);
  const cases = routes.flatMap((route) =>
    [fixtures[route.id] ?? []].flat().map((fixture, index) => ({
      name: `${route.id}${index ? ` (${fixture.right ?? index})` : ''}`,
      route,
      fixture,
      right: fixture.right ?? route.right,
    })),
  );

  it('has a fixture for each route, and none for what is no route', () => {
    expect(Object.keys(fixtures).toSorted()).toEqual(routes.map(({ id }) => id).toSorted());
  });

  describe.each(cases)('$name', ({ route, fixture, right }) => {
    // One record for all of these, since none of them may change it.
    let prepared: Prepared;
    beforeAll(async () => {
      prepared = await fixture.prepare(ground);
    });

    it('denies those whom the table does not allow, and changes nothing', async () => {
      const before = await snapshotOf(ground.db, ground.network);
      for (const { name, actor: make } of roles) {
        const actor = make(ground, prepared);
        if (isAllowed(actor, right, prepared)) continue;
        const { status, problem, headers } = await send(ground, route, prepared, actor);
        const expected = actor
          ? { status: 403, code: 'forbidden' }
          : { status: 401, code: 'unauthenticated' };
        expect({ name, status, code: problem?.code }).toEqual({ name, ...expected });
        expect(headers.get('content-type')).toContain('application/problem+json');
      }
      expect(changesBetween(before, await snapshotOf(ground.db, ground.network))).toEqual([]);
    });

    it('shows nothing to another network, and takes nothing from it', async () => {
      const before = await snapshotOf(ground.db, ground.network);
      const stranger: Actor = { person: newId(), network: other, roles: ['admin'], communities: {} };
      const asStranger = await send(ground, route, prepared, stranger);
      expect({
        body: asStranger.body,
        ok: seesNothing(asStranger, route, prepared, idsIn(before)),
      }).toMatchObject({
        ok: true,
      });
      const asVisitor = await send(ground, route, prepared, undefined, { [networkHeader]: other });
      expect({
        body: asVisitor.body,
        ok: seesNothing(asVisitor, route, prepared, idsIn(before)),
      }).toMatchObject({
        ok: true,
      });
      const own: Actor = { ...stranger, network: ground.network };
      const misled = await send(ground, route, prepared, own, { [networkHeader]: other });
      expect(misled.problem).toMatchObject({ status: 403, code: 'forbidden' });
      expect(changesBetween(before, await snapshotOf(ground.db, ground.network))).toEqual([]);
    });

    it('leaves to a community what its rows say is its own', async () => {
      if (isOfCommunities(right, prepared)) await expectTheirs(ground, route, prepared);
    });
  });

  const changing = cases.filter(({ route }) => route.method !== 'GET' && route.right !== 'public');
  const anHourAgo = () => ({ at: new Date(Date.now() - 3_600_000).toISOString() });

  describe.each(changing)('$name', ({ route, fixture, right }) => {
    const fresh = route.fresh === 'always' || fixture.fresh === true;

    it(`changes nobody’s control of an account for whoever signed in an hour ago${fresh ? ', and says so' : ''}`, async () => {
      const prepared = await fixture.prepare(ground);
      const actors = roles.map(({ actor: make }) => make(ground, prepared));
      const allowed = actors.filter((actor) => actor && isAllowed(actor, right, prepared));
      const actor = allowed.find((one) => one?.roles.includes('admin')) ?? allowed.at(-1);
      expect(actor).toBeDefined();
      if (!actor) return;
      const before = await ground.control?.();
      const { status, problem } = await send(ground, route, prepared, { ...actor, proof: anHourAgo() });
      const after = await ground.control?.();
      // Of a service that keeps no accounts there is nothing to compare.
      expect(after?.held ?? {}).toEqual({ ...after?.held, ...before?.held });
      expect(after?.given).toEqual(before?.given);
      if (fresh) expect({ status, code: problem?.code }).toEqual({ status: 403, code: 'stale-sign-in' });
    });
  });

  // Last, since what it sets going in the background goes on for a while.
  describe.each(cases)('$name', ({ route, fixture, right }) => {
    it('allows those whom the table allows', async () => {
      // What is only read is there for the next one too.
      const once = route.method === 'GET' ? await fixture.prepare(ground) : undefined;
      for (const { name, actor: make } of roles) {
        const rule = once ?? (await fixture.prepare(ground));
        const actor = make(ground, rule);
        if (!isAllowed(actor, right, rule)) continue;
        const { status, problem } = await send(ground, route, rule, actor);
        const { meets } = fixture;
        if (meets) {
          expect({ name, status, code: problem?.code }).toEqual({
            name,
            status: problemStatus[meets],
            code: meets,
          });
          continue;
        }
        expect({ name, status, detail: problem?.detail }).toEqual({
          name,
          status: route.status,
          detail: undefined,
        });
      }
    });
  });
};
