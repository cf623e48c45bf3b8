import type { Community, CommunityStatus } from '@skein/contracts';
import type { ProposalPlan } from '../../network/index.ts';
import { idOf } from '../people.ts';
import { foundOr, onLatest, type Stage, unless } from './asked.ts';

/** The roles of the support team with those who have them. */
const loadRoles = async ({ host, network, communities, people }: Stage): Promise<void> => {
  const community = idOf(communities, network.life.support.community);
  const ids = new Map<string, string>();
  for (const { key, holders, reportsTo, ...description } of network.life.support.roles) {
    const body = { community, ...description, ...(reportsTo && { reportsTo: idOf(ids, reportsTo) }) };
    let role = await foundOr(
      host.listRoles.all({ query: { community } }),
      ({ name }) => name === description.name,
      () => host.defineRole({ body, key: `load-role-${key}` }),
    );
    ids.set(key, role.id);
    for (const holder of holders) {
      const person = idOf(people, holder);
      if (role.holders.some((held) => held.person === person)) continue;
      const params = { id: role.id };
      role = await host.assignRole({ params, body: { person }, ifMatch: role.version });
    }
  }
};

/** What is left of a community's way; one that an earlier version founded as it is now has none behind it, nor ahead. */
export const wayAhead = <S extends { readonly status: CommunityStatus }>(
  path: readonly S[],
  { status, statusHistory }: Pick<Community, 'status' | 'statusHistory'>,
): readonly S[] => (status === path.at(-1)?.status ? [] : path.slice(statusHistory.length));

/** Brings communities into the status they have now, by way of those they had before. */
const loadStatuses = async ({ host, network, communities }: Stage): Promise<void> => {
  for (const [key, path] of Object.entries(network.life.statusPaths)) {
    const params = { id: idOf(communities, key) };
    const read = () => host.readCommunity({ params });
    for (const { status, note } of wayAhead(path, await read())) {
      const body = { status, ...(note && { statusNote: note }) };
      await onLatest(read, ({ version }) => host.editCommunity({ params, body, ifMatch: version }));
    }
  }
};

const loadProposal = async (
  { as, host, people }: Stage,
  { proposer, founders, accepted, ...told }: ProposalPlan,
): Promise<void> => {
  const { client, actor } = await as(proposer);
  const body = { ...told, founders: founders.map((founder) => idOf(people, founder)) };
  const proposal = await foundOr(
    client.listProposals.all({ query: { proposer: actor.person } }),
    ({ slug }) => slug === told.slug,
    () => client.proposeCommunity({ body, key: `load-proposal-${told.slug}` }),
  );
  if (!accepted || proposal.status === 'accepted') return;
  await host.acceptProposal({
    params: { id: proposal.id },
    body: { comment: 'Gladly. A coach will be in touch.' },
    ifMatch: proposal.version,
  });
};

/** Invitations that nobody has answered. */
const loadInvitations = async ({ host, network, communities, people }: Stage): Promise<void> => {
  const { community: key, outsiders, member } = network.life.invited;
  const community = idOf(communities, key);
  const message = 'We meet once a month, and would be glad of your experience.';
  const whom = [...outsiders.map(({ email }) => ({ email })), { person: idOf(people, member) }];
  for (const [index, one] of whom.entries()) {
    const body = { community, message, days: 60, ...one };
    await host.invite({ body, key: `load-invitation-${index}` }).catch(unless('already-exists'));
  }
};

export const loadCommunityLife = async (stage: Stage): Promise<void> => {
  await Promise.all([
    loadRoles(stage),
    loadStatuses(stage),
    loadInvitations(stage),
    ...stage.network.life.proposals.map((proposal) => loadProposal(stage, proposal)),
  ]);
};
