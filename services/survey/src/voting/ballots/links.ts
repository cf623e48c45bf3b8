import { ballotsContract, isRefusal, type Refusal } from '@skein/contracts';
import {
  answer,
  missing,
  ofOtherNetwork,
  publicUrlOf,
  type RequestAnswer,
  type ServiceContext,
  signLink,
  verifyLink,
} from '@skein/service-kit';
import { statusAt } from '../rounds/decide.ts';
import { findRound, type RoundRow } from '../rounds/store.ts';
import { electorsAmong } from './store.ts';

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
  { keys, db }: ServiceContext,
  network: string,
  token: string,
): Promise<{ round: RoundRow; person: string } | Refusal> => {
  const link = await verifyLink(keys, 'survey', 'vote', token);
  if (isRefusal(link)) return link;
  const { net, sub: person, round: id } = link.claims;
  if (net !== network) return ofOtherNetwork();
  const round = await findRound(db, network, id);
  return round ? { round, person } : missing('round', id);
};

/** Personal links for notification's letters: of the electorate, while the round takes ballots. */
export const voteLinkAnswers = (context: ServiceContext): RequestAnswer[] => [
  answer(ballotsContract.questions.links, async ({ network, round: id, people }) => {
    const round = await findRound(context.db, network, id);
    // The first letters are written while the rest of the electorate is still being written down.
    if (!round || !['preparing', 'open'].includes(statusAt(round, context.now()))) return { links: [] };
    const electors = await electorsAmong(context.db, round, people);
    const links = await linksFor(context, round, [...electors]);
    return { links: links.map(({ person, url }) => ({ person, url })) };
  }),
];
