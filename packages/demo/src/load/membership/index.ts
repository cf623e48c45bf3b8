import type { Client } from '@skein/client';
import type { Mailbox } from '../../mailbox.ts';
import type { DemonstrationNetwork } from '../../network/index.ts';
import { signIn } from '../../sign-in.ts';
import { type Ids, loadCommunities } from '../people.ts';
import { emailIn, type Sessions } from '../sessions.ts';
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
  readonly as: Sessions;
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
  { client: host, network, begun, report, baseUrl, mailbox, as }: MembershipOptions,
  loaded: { communities: Ids; people: Ids },
): Promise<void> => {
  report('loading roles, proposals, introductions, a campaign …');
  const admin = network.networkRoles.find(({ role }) => role === 'admin')?.person;
  const stage: Stage = {
    ...{ baseUrl, host, mailbox, network, begun, as, ...loaded },
    afresh: async () => (await signIn(baseUrl, mailbox, emailIn(network, admin))).client,
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
