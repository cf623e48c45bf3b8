import { campaignsContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { again } from '../delivery/decide.ts';
import type { LetterRow } from '../delivery/letter-row.ts';
import type { LetterWriter } from '../delivery/prepare.ts';
import { momentOf } from '../letters/dates.ts';
import { letters, paragraphsOf } from '../letters/index.ts';
import { preferencesLink } from '../letters/preferences-link.ts';
import { roundOf } from './consume.ts';

/** What a campaign's letter says, asked of membership as it goes, so that a reminder goes to the silent alone. */
export const campaignWriter = (context: ServiceContext<NotificationConfig>): LetterWriter => {
  const { ask, now } = context;

  const questionOf = async (network: string, cause: string, rows: readonly LetterRow[]) => {
    const { campaign, reminder: silentOnly } = roundOf(cause);
    const question = { network, campaign, people: rows.map(({ person }) => person), silentOnly };
    return [cause, await ask(campaignsContract.questions.links, question)] as const;
  };

  return async (network, rows) => {
    const byRound = Map.groupBy(rows, ({ cause }) => cause);
    const questions = new Map(
      await Promise.all([...byRound].map(([cause, asked]) => questionOf(network, cause, asked))),
    );
    return async (row, { name }) => {
      const answered = questions.get(row.cause);
      if (!answered) {
        return { settlement: again(row.attempts + 1, 'membership did not give the links', now()) };
      }
      const { asks, links } = answered;
      const link = links.find(({ person }) => person === row.person)?.url;
      if (!asks || !link) {
        return { settlement: { status: 'failed', reason: 'the campaign no longer asks this person' } };
      }
      const { title, wording } = asks;
      const composed = letters.campaign({
        name,
        title,
        wording,
        text: paragraphsOf(asks.text),
        deadline: momentOf(asks.deadline),
        reminder: roundOf(row.cause).reminder,
        link,
        preferences: await preferencesLink(context, network, row.person, now()),
      });
      return { composed };
    };
  };
};
