import { repliesContract } from '@skein/contracts';
import { knownMembers } from '@skein/known';
import type { ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import type { ReplyAddressRow } from '../../delivery/reply-addresses/row.ts';
import type { CalendarReply } from './calendar-reply.ts';
import type { Incoming } from './read.ts';
import type { Verdict } from './smtp.ts';

const taken: Verdict = { code: 250, text: 'Thank you, the answer was taken' };

/** Who answers, where that is not whom the invitation went to: their calendar has either address of a member’s own. */
const strangerIn = (
  { from }: Incoming,
  { attendee }: CalendarReply,
  own: string,
): { readonly email: string; readonly name?: string } | undefined => {
  if (attendee === own || from?.email === own) return undefined;
  const email = attendee ?? from?.email;
  if (!email) return undefined;
  return { email, ...(from?.name && from.email === email && { name: from.name }) };
};

/** Hands what a calendar program answered to meetings, which stores it before the letter counts as taken. */
export const takeReplies = async (
  { ask, readerOf, now, log }: ServiceContext<NotificationConfig>,
  { network, person }: ReplyAddressRow,
  incoming: Incoming,
): Promise<Verdict> => {
  const { replies, isAutomatic } = incoming;
  if (replies.length === 0)
    return isAutomatic
      ? { code: 250, text: 'Nothing to be taken from what a program wrote' }
      : {
          code: 550,
          text: 'Only the answers of calendar programs are read here. Please write to those who host the meeting.',
        };
  const [member] = await knownMembers(readerOf(network), [person]);
  if (!member) return { code: 550, text: 'There is no such address any more' };
  for (const reply of replies) {
    const { attendee: _, stamp = now().toISOString(), ...said } = reply;
    const from = strangerIn(incoming, reply, member.email);
    const question = { network, person, ...said, stamp, ...(from && { from }) };
    const answered = await ask(repliesContract.questions.takeReply, question);
    if (!answered) return { code: 451, text: 'This could not be taken just now; please send it again later' };
    log.info({ outcome: answered.outcome }, 'the answer of a calendar program came in');
  }
  return taken;
};
