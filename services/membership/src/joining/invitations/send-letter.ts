import { lettersContract } from '@skein/contracts';
import { publicUrlOf, type Reader, type ServiceContext, signLink } from '@skein/service-kit';
import { findCommunity } from '../../core/communities/store.ts';
import { neverAgainLinks } from '../../core/kept-away/links.ts';
import { awayAmong } from '../../core/kept-away/store.ts';
import { findPerson } from '../../core/people/store.ts';
import { keptMs } from './decide.ts';
import type { InvitationRow } from './row.ts';
import { noteLetter } from './store.ts';

const second = 1000;
const minute = 60 * second;
/** Waits after each failed attempt; after as many the letter counts as failed, and can be sent again by hand. */
const retryDelaysMs = [5 * second, 30 * second, 5 * minute, 30 * minute, 120 * minute];

const recipientOf = async (reader: Reader, row: InvitationRow) => {
  // Whoever asked never to be written to meanwhile is not.
  if (row.email) return (await awayAmong(reader, [row.email])).size ? undefined : { email: row.email };
  const person = row.person ? await findPerson(reader, row.person) : null;
  return person ? { name: person.name, email: person.email } : undefined;
};

const send = async (
  context: ServiceContext,
  row: InvitationRow,
): Promise<'sent' | 'failed' | 'pointless'> => {
  const { ask, config, signingKey } = context;
  const reader = context.readerOf(row.network);
  const { network, _id: sub, expiresAt, message } = row;
  const [to, community, inviter] = await Promise.all([
    recipientOf(reader, row),
    findCommunity(reader, row.community),
    findPerson(reader, row.invitedBy),
  ]);
  if (!to || !community || row.status !== 'open' || expiresAt <= context.now()) return 'pointless';
  // Whoever comes late is to hear that it ran out, not that their link is bad.
  const until = new Date(expiresAt.getTime() + keptMs);
  const token = await signLink(signingKey, 'community-invitation', { net: network, sub }, until);
  const stopping = row.email ? await neverAgainLinks(context, network, row.email) : {};
  const answer = await ask(
    lettersContract.questions.sendNow,
    {
      network,
      letter: 'community-invitation',
      to,
      link: `${publicUrlOf(config, network)}/invitation#token=${token}`,
      ...stopping,
      invitation: {
        community: community.name,
        domain: community.domain,
        ...(inviter && { by: inviter.name }),
        ...(message && { message }),
        expires: expiresAt.toISOString(),
      },
    },
    15_000,
  );
  return answer?.outcome === 'sent' ? 'sent' : 'failed';
};

/**
 * Sends the letter of one invitation. A process that ends in it sends it again when it is back: such a link may come
 * twice, but must not be lost.
 */
export const sendDue = async (context: ServiceContext, row: InvitationRow): Promise<void> => {
  const outcome = await send(context, row);
  const attempts = row.letterAttempts + 1;
  const delay = retryDelaysMs[attempts - 1];
  const again = outcome === 'failed' && delay !== undefined;
  const letter = outcome === 'sent' ? ('sent' as const) : ('failed' as const);
  const change = again
    ? { letterDueAt: new Date(context.now().getTime() + delay), letterAttempts: attempts }
    : { letter, letterAttempts: attempts };
  await noteLetter(context.readerOf(row.network), row, change);
};
