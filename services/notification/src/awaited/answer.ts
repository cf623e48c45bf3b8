import { lettersContract } from '@skein/contracts';
import { answer, hostOf, newId, type RequestAnswer, type ServiceContext } from '@skein/service-kit';
import type { z } from 'zod';
import type { NotificationConfig } from '../config.ts';
import type { Attempt } from '../delivery/decide.ts';
import { openPost } from '../delivery/smtp.ts';
import { dayOf } from '../letters/dates.ts';
import { letters, paragraphsOf } from '../letters/index.ts';
import { mailboxOf, mimeOf } from '../letters/mime.ts';
import type { Composed } from '../letters/template.ts';

type Question = z.output<typeof lettersContract.questions.sendNow.question>;
type Outcome = z.input<typeof lettersContract.questions.sendNow.answer>;

const templates = {
  'sign-in': letters.signIn,
  'confirm-joining': letters.confirmJoining,
  'confirm-erasure': letters.confirmErasure,
  'erasure-receipt': letters.erasureReceipt,
  'confirm-address': letters.confirmAddress,
  'keep-address': letters.keepAddress,
  'address-taken': letters.addressTaken,
};

const compose = ({ letter, to: { name }, link, invitation, told = [] }: Question): Composed => {
  if (letter !== 'community-invitation') return templates[letter]({ name, link, told });
  if (!invitation) throw new Error('a letter that invites does not say into what');
  const { community, domain, by, message = '', expires } = invitation;
  return letters.communityInvitation({
    ...{ name, community, domain, by, link },
    message: paragraphsOf(message),
    expires: dayOf(expires),
  });
};

/** Who waits has asked with fifteen seconds' patience, for two attempts. */
const attemptMs = 7_000;

const reasonOf = (attempt: Exclude<Attempt, { outcome: 'sent' }>): string =>
  attempt.outcome === 'refused' ? `refused with ${attempt.reply}` : attempt.why;

/**
 * Sends a letter that somebody waits for, at once and past the ledger: nothing of it is stored. Such a letter is sent
 * again where the first may have arrived, since a link that comes twice does no harm and one that never comes does.
 */
export const awaitedLetters = ({ config, log, now }: ServiceContext<NotificationConfig>): RequestAnswer[] => {
  // A connection of its own for each: it stands in no queue behind a digest.
  const post = openPost(config.SKEIN_SMTP_URL);
  const from = mailboxOf(config.SKEIN_MAIL_FROM);

  return [
    answer(lettersContract.questions.sendNow, async (question): Promise<Outcome> => {
      const { network, letter, to } = question;
      const messageId = `<${newId()}@${hostOf(config, network)}>`;
      const raw = mimeOf({ ...compose(question), from, to, messageId, date: now() });
      const parcel = { raw, from: from.email, to: to.email, messageId };
      const first = await post.send(parcel, attemptMs);
      const settled = first.outcome === 'sent' || first.outcome === 'refused';
      const attempt = settled ? first : await post.send(parcel, attemptMs);
      if (attempt.outcome === 'sent') return { outcome: 'sent' };
      const reason = reasonOf(attempt);
      log.warn({ letter, reason }, 'a letter that somebody waits for could not be sent');
      return { outcome: 'failed', reason };
    }),
  ];
};
