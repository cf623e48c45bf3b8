import { isRefusal, type Refusal } from '@skein/contracts';
import {
  missing,
  ofOtherNetwork,
  publicUrlOf,
  type Reader,
  type ServiceContext,
  signLink,
  verifyLink,
} from '@skein/service-kit';
import type { RoundRow } from '../rounds/row.ts';
import { findRound } from '../rounds/store.ts';

// Whoever comes late is to hear that the round is closed, not that their link is bad.
const graceMs = 30 * 24 * 60 * 60 * 1000;

/** The personal voting links of these people. Signed anew each time: no token is ever stored. */
export const linksFor = (
  { signingKey, config }: ServiceContext,
  { _id: round, network, closesAt }: RoundRow,
  people: readonly string[],
): Promise<{ person: string; url: string; token: string }[]> => {
  const expires = new Date(closesAt.getTime() + graceMs);
  return Promise.all(
    people.map(async (person) => {
      const token = await signLink(signingKey, 'vote', { net: network, sub: person, round }, expires);
      return { person, url: `${publicUrlOf(config, network)}/vote#token=${token}`, token };
    }),
  );
};

/** Whose link it is, and for which round. */
export const voterOfLink = async (
  keys: ServiceContext['keys'],
  reader: Reader,
  token: string,
): Promise<{ round: RoundRow; person: string } | Refusal> => {
  const link = await verifyLink(keys, 'survey', 'vote', token);
  if (isRefusal(link)) return link;
  const { net, sub: person, round: id } = link.claims;
  if (net !== reader.network) return ofOtherNetwork();
  const round = await findRound(reader, id);
  return round ? { round, person } : missing('round', id);
};
