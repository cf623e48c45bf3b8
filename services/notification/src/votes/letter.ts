import { ballotsContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { again } from '../delivery/decide.ts';
import type { LetterRow } from '../delivery/letter-row.ts';
import type { LetterWriter } from '../delivery/prepare.ts';
import { momentOf } from '../letters/dates.ts';
import { letters } from '../letters/index.ts';
import { preferencesLink } from '../letters/preferences-link.ts';

/** What the letter of a voting round says: the vote's title, its end, and the person's own link, asked for as it goes. */
export const voteWriter = (context: ServiceContext<NotificationConfig>): LetterWriter => {
  const { ask, now } = context;

  const linksFor = async (network: string, round: string, rows: readonly LetterRow[]) => {
    const people = rows.map(({ person }) => person);
    const answer = await ask(ballotsContract.questions.links, { network, round, people });
    return [round, answer && new Map(answer.links.map(({ person, url }) => [person, url]))] as const;
  };

  return async (network, rows) => {
    const byRound = Map.groupBy(rows, ({ cause }) => cause);
    const links = new Map(
      await Promise.all([...byRound].map(([round, invited]) => linksFor(network, round, invited))),
    );
    return async (row, { name }) => {
      const ofRound = links.get(row.cause);
      if (!ofRound)
        return { settlement: again(row.attempts + 1, 'the survey service did not give its links', now()) };
      const link = ofRound.get(row.person);
      const { title, closesAt } = row;
      if (!link || !title || !closesAt)
        return { settlement: { status: 'failed', reason: 'the round no longer takes this person’s vote' } };
      const closes = momentOf(closesAt);
      const preferences = await preferencesLink(context, network, row.person, now());
      return { composed: letters.vote({ name, title, closes, link, preferences }) };
    };
  };
};
