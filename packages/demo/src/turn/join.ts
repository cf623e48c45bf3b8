import { communitiesContract, joiningContract } from '@skein/contracts';
import { type Client, createClient, listAll } from '../client.ts';
import type { Mailbox } from '../mailbox.ts';
import { until } from '../until.ts';

export interface Newcomer {
  readonly person: string;
  readonly name: string;
  readonly email: string;
}

/** A visitor asks to join, confirms by letter, is accepted, and is welcomed. */
export const joinAndWelcome = async (
  baseUrl: string,
  host: Client,
  mailbox: Mailbox,
  community: string,
  visitor: { name: string; email: string },
): Promise<Newcomer> => {
  const anonymous = createClient(baseUrl);
  const { name, email } = visitor;
  await anonymous.call(joiningContract.routes.askToJoin, {
    body: { name, email, community, consents: ['digest'] },
  });
  const { token } = await mailbox.linkTo(email, '/confirm-joining');
  const { id } = await anonymous.call(joiningContract.routes.confirmJoining, { body: { token } });
  const waiting = await listAll(host, joiningContract.routes.listJoinRequests, {
    status: 'waiting',
    community,
  });
  const request = waiting.find((candidate) => candidate.id === id);
  if (!request) throw new Error('The confirmed request is not in the list of those that wait.');
  const accepted = await host.call(joiningContract.routes.acceptJoinRequest, {
    params: { id },
    ifMatch: request.version,
  });
  if (!accepted.person) throw new Error('The accepted request names no member.');
  await mailbox.letter(email, /welcome/i);
  return { person: accepted.person, name, email };
};

/** The community of this slug. */
export const communityBySlug = (client: Client, slug: string) =>
  until(`the community ${slug}`, async () =>
    (await listAll(client, communitiesContract.routes.listCommunities)).find(
      (community) => community.slug === slug,
    ),
  );
