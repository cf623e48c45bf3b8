import type { Client } from '@skein/client';
import { serviceNames } from '@skein/contracts';
import type { Check } from './checks.ts';
import type { DemonstrationNetwork } from './network/index.ts';
import { soon } from './soon.ts';

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

const campaign = async (host: Client, { life }: DemonstrationNetwork): Promise<Check> => {
  const found = await host.listCampaigns.all().find(({ title }) => title === life.campaign.title);
  const { invited = 0, yes = 0, no = 0, silent = 0 } = found?.counts ?? {};
  return {
    what: `the campaign’s ${yes} yes, ${no} no and ${silent} silent are the ${invited} whom it asked`,
    holds: yes > 0 && no > 0 && yes + no + silent === invited,
  };
};

const erasure = async (host: Client, { life }: DemonstrationNetwork): Promise<Check> => {
  const { name, email } = life.leaver;
  const found = await host.listErasureRequests
    .all({ query: { status: 'done' } })
    .find(({ reason }) => reason === 'asked-in-writing');
  if (!found) return { what: 'somebody was erased', holds: false };
  const receipt = await host.readErasure({ params: { id: found.id } });
  const told = new Set(receipt.receipt.map(({ service }) => service));
  const searches = await Promise.all([
    host.listPeople.all({ query: { text: name } }).toArray(),
    host.listPeople.all({ query: { text: email } }).toArray(),
    host.listProspects.all({ query: { email } }).toArray(),
  ]);
  const read = await host.readPerson.attempt({ params: { id: found.person } });
  const gone = !read.ok && read.problem.code === 'not-found';
  return {
    what: `who was erased is found by no search, and ${told.size} services told what they erased`,
    holds: gone && searches.every(({ length }) => length === 0) && told.size === serviceNames.length,
  };
};

/** The first meeting to come of each community, as the meeting service has it. */
const nextMeetings = async (host: Client): Promise<Map<string, string>> => {
  const from = new Date().toISOString();
  const next = new Map<string, string>();
  for await (const { community, id, status } of host.listMeetings.all({ query: { from } })) {
    if (status === 'planned' && !next.has(community)) next.set(community, id);
  }
  return next;
};

const stateOfPlay = async (host: Client): Promise<Check> => {
  const communities = (await host.listCommunities.all().toArray()).filter(
    ({ status }) => status !== 'closed',
  );
  const holds = await soon(async () => {
    const next = await nextMeetings(host);
    const lines = await host.readStateOfPlay.all().toArray();
    const listed = new Map(lines.map((line) => [line.community, line]));
    return communities.every(({ id, name }) => {
      const line = listed.get(id);
      return line?.name === name && line.nextMeeting?.meeting === next.get(id);
    });
  });
  return {
    what: `the state of play has all ${communities.length} communities with their next meeting`,
    holds,
  };
};

const waitingImport = async (host: Client, { life }: DemonstrationNetwork): Promise<Check> => {
  const found = await host.listImports.all().find(({ state }) => state === 'checked');
  if (!found) return { what: 'a list waits to be taken in', holds: false };
  const { read, good, bad } = found.rows;
  const params = { id: found.id };
  const { items } = await host.listImportProblems({ params });
  return {
    what: `of the list that waits, ${good} lines are good and ${bad} is not; nobody of it is taken in yet`,
    holds:
      read === life.listed.length &&
      good + bad === read &&
      items.length === bad &&
      items.every(({ line }) => line === read + 1) &&
      sum(found.applied) === 0,
  };
};

const pipeline = async (host: Client): Promise<Check> => {
  const { added, stages, joined } = await host.countProspects();
  const introductions = await host.countIntroductions();
  return {
    what: `${added} people might join or have joined, and ${introductions.made} introductions were made: their stages add up`,
    holds:
      sum(stages) === added && stages.joined === joined && sum(introductions.statuses) === introductions.made,
  };
};

const bridges = async (host: Client, { life }: DemonstrationNetwork): Promise<Check> => {
  const communities = await host.listCommunities.all().toArray();
  const [one = '', other = ''] = life.jointMeeting.communities.map(
    (slug) => communities.find((community) => community.slug === slug)?.id ?? '',
  );
  const belong = async (id: string): Promise<string[]> => {
    const lines = await host.listCommunityMembers.all({ params: { id } }).toArray();
    return lines.filter(({ role }) => role !== 'guest').map(({ person }) => person);
  };
  const [ours, theirs] = await Promise.all([belong(one), belong(other)]);
  const shared = ours.filter((person) => theirs.includes(person)).length;
  const holds = await soon(async () => {
    const { edges } = await host.readBridging();
    const edge = edges.find(({ between }) => between.includes(one) && between.includes(other));
    const counted = edge && 'exactly' in edge.shared ? edge.shared.exactly : 0;
    return counted === shared && (edge?.meetings ?? 0) >= 1;
  });
  return { what: `the two communities that met together share ${shared} members in the graph too`, holds };
};

const twice = async (host: Client, { life }: DemonstrationNetwork): Promise<Check> => {
  const { items } = await host.findDuplicates();
  const pair = items.some(({ people }) => people.some(({ email }) => email === life.twice.email));
  // Whoever tries the demonstration may have merged the two meanwhile: then nobody has the other address.
  const left = await host.listPeople.all({ query: { text: life.twice.email } }).toArray();
  return { what: 'who is in the network twice is noticed', holds: pair || left.length === 0 };
};

const roles = async (host: Client, { life }: DemonstrationNetwork): Promise<Check> => {
  const communities = await host.listCommunities.all().toArray();
  const community = communities.find(({ slug }) => slug === life.support.community)?.id ?? '';
  const team = await host.listRoles.all({ query: { community } }).toArray();
  const holders = new Set(team.flatMap((role) => role.holders.map(({ person }) => person)));
  const members = await host.listPeople.all({ query: { community } }).toArray();
  return {
    what: `the support team’s ${team.length} roles are held by members of it`,
    holds: team.length > 0 && [...holders].every((person) => members.some(({ id }) => id === person)),
  };
};

const audited = async (host: Client): Promise<Check> => {
  const [erased, exported] = await Promise.all(
    ['requestErasure', 'exportPerson'].map((action) =>
      host.searchAudit({ query: { action, outcome: 'done' } }),
    ),
  );
  return {
    what: 'the audit log has who asked for the erasure, and who downloaded what is held of them',
    holds: Boolean(erased?.items[0]?.actor && exported?.items[0]?.actor),
  };
};

/** What must hold of belonging to the network, whenever it is looked at. */
export const membershipChecks = (host: Client, network: DemonstrationNetwork): Promise<Check[]> =>
  Promise.all([
    campaign(host, network),
    erasure(host, network),
    stateOfPlay(host),
    waitingImport(host, network),
    pipeline(host),
    bridges(host, network),
    twice(host, network),
    roles(host, network),
    audited(host),
  ]);
