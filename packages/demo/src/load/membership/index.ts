import type { Client } from '@skein/client';
import type { Mailbox } from '../../mailbox.ts';
import type { DemonstrationNetwork } from '../../network/index.ts';
import { type SignedIn, signIn } from '../../sign-in.ts';
import { type Ids, loadCommunities } from '../people.ts';
import type { Stage } from './asked.ts';
import { loadCommunityLife } from './communities.ts';
import { loadCampaign } from './consent.ts';
import { loadDepartures } from './departures.ts';
import { loadProfiles } from './profiles.ts';
import { loadProspects } from './prospects.ts';
import { loadWeaving } from './weaving.ts';

interface MembershipOptions {
  readonly client: Client;
  readonly network: DemonstrationNetwork;
  readonly begun: Date;
  readonly baseUrl: string;
  readonly mailbox: Mailbox;
  readonly report: (line: string) => void;
}

/** Whom and what an earlier version loaded, before it knew of what goes on around belonging. */
export const findLoaded = async (client: Client, network: DemonstrationNetwork) => {
  const keyOf = new Map(network.people.map(({ key, email }) => [email, key]));
  const people = (await client.listPeople.all().toArray()).flatMap(({ id, email }) => {
    const key = email && keyOf.get(email);
    return key ? [[key, id] as const] : [];
  });
  return { communities: await loadCommunities(client, network), people: new Map<string, string>(people) };
};

/** What goes on around belonging to the network. Safe to run again, wherever it was stopped. */
export const loadMembership = async (
  { client: host, network, begun, report, baseUrl, mailbox }: MembershipOptions,
  loaded: { communities: Ids; people: Ids },
): Promise<void> => {
  report('loading roles, proposals, introductions, a campaign …');
  const sessions = new Map<string, Promise<SignedIn>>();
  const emailOf = (person: string | undefined) =>
    network.people.find(({ key }) => key === person)?.email ?? '';
  const admin = network.networkRoles.find(({ role }) => role === 'admin')?.person;
  const stage: Stage = {
    ...{ baseUrl, host, mailbox, network, begun, ...loaded },
    afresh: async () => (await signIn(baseUrl, mailbox, emailOf(admin))).client,
    as: (person) => {
      const email = emailOf(person);
      const session = sessions.get(person) ?? signIn(baseUrl, mailbox, email);
      sessions.set(person, session);
      return session;
    },
  };
  await Promise.all([
    loadProfiles(stage),
    loadCommunityLife(stage),
    loadProspects(stage),
    loadWeaving(stage),
    loadCampaign(stage),
    loadDepartures(stage),
  ]);
};
