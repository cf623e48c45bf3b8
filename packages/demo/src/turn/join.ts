import type { Client } from '@skein/client';
import type { Mailbox } from '../mailbox.ts';
import { patientClient } from '../patient-client.ts';
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
  const anonymous = patientClient(baseUrl);
  const { name, email } = visitor;
  await anonymous.askToJoin({ body: { name, email, community, consents: ['digest'] } });
  const { token } = await mailbox.linkTo(email, '/confirm-joining');
  const { id } = await anonymous.confirmJoining({ body: { token } });
  const waiting = await host.listJoinRequests.all({ query: { status: 'waiting', community } }).toArray();
  const request = waiting.find((candidate) => candidate.id === id);
  if (!request) throw new Error('The confirmed request is not in the list of those that wait.');
  const accepted = await host.acceptJoinRequest({
    params: { id },
    ifMatch: request.version,
  });
  if (!accepted.person) throw new Error('The accepted request names no member.');
  await mailbox.letter(email, /welcome/i);
  return { person: accepted.person, name, email };
};

/** The community of this slug. */
export const communityBySlug = (client: Client, slug: string) =>
  until(
    `the community ${slug}`,
    async () => await client.listCommunities.all().find((community) => community.slug === slug),
  );
