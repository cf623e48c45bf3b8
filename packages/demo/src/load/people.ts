import { type Client, isProblem } from '@skein/client';
import type { ConsentPurpose, PersonImport } from '@skein/contracts';
import type { DemonstrationNetwork, Person } from '../network/index.ts';

/** Ids of what was loaded, by the keys of the demonstration network. */
export type Ids = ReadonlyMap<string, string>;

export const idOf = (ids: Ids, key: string): string => {
  const id = ids.get(key);
  if (!id) throw new Error(`Nothing was loaded for ${key}.`);
  return id;
};

const batchSize = 250;

/** Founds the communities; one that is there already is taken as it is. */
export const loadCommunities = async (
  client: Client,
  network: DemonstrationNetwork,
): Promise<Map<string, string>> => {
  const there = new Map((await client.listCommunities.all().toArray()).map(({ slug, id }) => [slug, id]));
  const ids = new Map<string, string>();
  for (const { key, slug, name, domain, description, joining, status, source } of network.communities) {
    const first = network.life.statusPaths[key]?.[0]?.status ?? status;
    const body = { slug, name, domain, description, joining, status: first, source };
    const id = there.get(slug) ?? (await client.foundCommunity({ body, key: `load-${slug}` })).id;
    ids.set(key, id);
  }
  return ids;
};

const consentsOf = ({ key, consents }: Person, { profiles }: DemonstrationNetwork): ConsentPurpose[] => [
  ...(['digest', 'event-news'] as const).filter((purpose) => consents[purpose]),
  ...(profiles.get(key)?.listed ? (['directory-listing'] as const) : []),
  ...(profiles.get(key)?.research ? (['research-contact'] as const) : []),
];

const importOf = (person: Person, network: DemonstrationNetwork, communities: Ids): PersonImport => ({
  name: person.name,
  email: person.email,
  organisation: person.organisation,
  occupation: person.role,
  region: person.region,
  interests: person.interests,
  strengths: network.profiles.get(person.key)?.strengths,
  timeZone: network.profiles.get(person.key)?.timeZone,
  language: network.profiles.get(person.key)?.language,
  roles: network.networkRoles.filter((role) => role.person === person.key).map(({ role }) => role),
  communities: network.memberships
    .filter((membership) => membership.person === person.key)
    .map(({ community, role }) => ({ community: idOf(communities, community), role })),
  consents: consentsOf(person, network),
});

/** Takes everyone in but the administrator, who is there already, in batches that are safe to repeat. */
export const loadPeople = async (
  client: Client,
  network: DemonstrationNetwork,
  communities: Ids,
  admin: { key: string; id: string },
  report: (line: string) => void,
): Promise<Map<string, string>> => {
  const others = network.people.filter(({ key }) => key !== admin.key);
  const keyOf = new Map(others.map(({ key, email }) => [email, key]));
  const ids = new Map([[admin.key, admin.id]]);
  for (let from = 0; from < others.length; from += batchSize) {
    const people = others
      .slice(from, from + batchSize)
      .map((person) => importOf(person, network, communities));
    for (const { id, email } of await importOrFind(client, people, `load-people-${from}`)) {
      const key = email && keyOf.get(email);
      if (key) ids.set(key, id);
    }
    report(`… ${Math.min(from + batchSize, others.length)} of ${others.length} people`);
  }
  await joinAdmin(client, network, communities, admin);
  return ids;
};

const importOrFind = async (
  client: Client,
  people: PersonImport[],
  key: string,
): Promise<{ id: string; email?: string | undefined }[]> => {
  try {
    return (await client.importPeople({ body: { people }, key })).people;
  } catch (error) {
    // An earlier start was stopped between: what it took in is all there, for a batch is all or nothing.
    if (!isProblem(error, 'already-exists')) throw error;
    return client.listPeople.all().toArray();
  }
};

const joinAdmin = async (
  client: Client,
  network: DemonstrationNetwork,
  communities: Ids,
  admin: { key: string; id: string },
) => {
  for (const { community, role } of network.memberships.filter(({ person }) => person === admin.key)) {
    const id = idOf(communities, community);
    const body = { person: admin.id, role };
    await client
      .joinCommunity({ params: { id }, body, key: `load-admin-${community}` })
      .catch((error: unknown) => {
        if (!isProblem(error, 'already-exists')) throw error;
      });
  }
};
