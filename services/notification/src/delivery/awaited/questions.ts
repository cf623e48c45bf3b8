import { lettersContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, hostOf, newId, type ServiceContext } from '@skein/service-kit';
import type { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import type { Attempt } from '../post/attempt.ts';
import { mimeOf } from '../post/mime.ts';
import { openPost } from '../post/smtp.ts';
import type { AwaitedLetter } from '../writing/define-awaited.ts';
import { lookingUpHeads } from '../writing/head.ts';
import { oneClick } from '../writing/links.ts';

type Outcome = z.input<typeof lettersContract.questions.sendNow.answer>;

/** Who waits has asked with fifteen seconds' patience, for two attempts. */
const attemptMs = 7_000;

const reasonOf = (attempt: Exclude<Attempt, { outcome: 'sent' }>): string =>
  attempt.outcome === 'refused' ? `refused with ${attempt.reply}` : attempt.why;

/**
 * Sends a letter that somebody waits for, at once and past the ledger: nothing of it is stored. Such a letter is sent
 * again where the first may have arrived, since a link that comes twice does no harm and one that never comes does.
 */
export const sendingAtOnce = (
  context: ServiceContext<NotificationConfig>,
  letters: readonly AwaitedLetter[],
): AnsweredQuestion[] => {
  const { config, log, now } = context;
  const byName = new Map(letters.map((letter) => [letter.name, letter]));
  // A connection of its own for each: it stands in no queue behind a digest.
  const post = openPost(config.SKEIN_SMTP_URL);
  const headOf = lookingUpHeads(context);

  return [
    answer(lettersContract.questions.sendNow, async (question): Promise<Outcome> => {
      const { network, letter, oneClick: url } = question;
      const kind = byName.get(letter);
      if (!kind) throw new Error(`there is no letter ${letter}`);
      const to = kind.unconfirmed ? { email: question.to.email } : question.to;
      const { from, head } = await headOf(network);
      const composed = kind.compose({ ...question, to })(head);
      const messageId = `<${newId()}@${hostOf(config, network)}>`;
      const raw = mimeOf({
        ...composed,
        ...(url && { headers: oneClick(url) }),
        from,
        to,
        messageId,
        date: now(),
      });
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
