import { createHash } from 'node:crypto';
import { line, paragraphs, tensionsContract } from '@skein/contracts';
import { communityAt, findCommunity, knownMembers } from '@skein/known';
import type { ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import type { ReplyAddressRow } from '../../delivery/reply-addresses/row.ts';
import type { Incoming } from './read.ts';
import type { Verdict } from './smtp.ts';
import { ownWords } from './words.ts';

const refused = (text: string): Verdict => ({ code: 550, text });

/** A member’s letter to their address for a community becomes a tension there: its subject, and what would help. */
export const takeTension = async (
  { ask, readerOf }: ServiceContext<NotificationConfig>,
  { network, person }: ReplyAddressRow,
  slug: string,
  { incoming, source }: { readonly incoming: Incoming; readonly source: Buffer },
): Promise<Verdict> => {
  if (incoming.isAutomatic) return { code: 250, text: 'Nothing to be taken from what a program wrote' };
  const reader = readerOf(network);
  const [member] = await knownMembers(reader, [person]);
  if (!member || member.email !== incoming.from?.email)
    return refused('Please write from the address that the network knows you by');
  const community = (await communityAt(reader, slug)) ?? (await findCommunity(reader, slug));
  if (!community) return refused('There is no such community');
  const title = line(300).safeParse(incoming.subject.replace(/^(?:(?:re|fwd?|aw|sv|wg)\s*:\s*)+/i, ''));
  if (!title.success) return refused('Say in the subject, in a line, what you want dealt with');
  const wouldHelp = paragraphs(2000).safeParse(ownWords(incoming.text));
  if (!wouldHelp.success) return refused('Say in at most 2000 characters what would help');
  const letter = createHash('sha256')
    .update(incoming.id ?? source)
    .digest('base64url');
  const said = { title: title.data, wouldHelp: wouldHelp.data, letter };
  const question = { network, person, community: community._id, ...said };
  const answered = await ask(tensionsContract.questions.raiseByMail, question);
  if (!answered) return { code: 451, text: 'This could not be taken just now; please send it again later' };
  return answered.outcome === 'not-theirs'
    ? refused('Tensions are raised by members of the community')
    : { code: 250, text: 'Thank you, it is raised and comes up at the next meeting' };
};
