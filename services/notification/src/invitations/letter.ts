import { answerLinks } from '@skein/contracts';
import { ask, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { again } from '../delivery/decide.ts';
import type { LetterWriter } from '../delivery/prepare.ts';
import type { LetterRow } from '../delivery/store.ts';
import { momentOf } from '../letters/dates.ts';
import { letters } from '../letters/index.ts';
import { preferencesLink } from '../letters/preferences-link.ts';

/** What an invitation says: the survey's title, its end, and the person's own link, asked for as the letter goes. */
export const invitationWriter = (context: ServiceContext<NotificationConfig>): LetterWriter => {
  const { nats, config, now } = context;

  const linksFor = async (network: string, survey: string, rows: readonly LetterRow[]) => {
    const people = rows.map(({ person }) => person);
    const answer = await ask(nats, config.SKEIN_PREFIX, answerLinks, { network, survey, people });
    return [survey, answer && new Map(answer.links.map(({ person, url }) => [person, url]))] as const;
  };

  return async (network, rows) => {
    const bySurvey = Map.groupBy(rows, ({ cause }) => cause);
    const links = new Map(
      await Promise.all([...bySurvey].map(([survey, invited]) => linksFor(network, survey, invited))),
    );
    return async (row, { name }) => {
      const ofSurvey = links.get(row.cause);
      if (!ofSurvey)
        return { settlement: again(row.attempts + 1, 'the survey service did not give its links', now()) };
      const link = ofSurvey.get(row.person);
      const { title, closesAt } = row;
      if (!link || !title || !closesAt)
        return { settlement: { status: 'failed', reason: 'the survey has no link for this person' } };
      const closes = momentOf(closesAt);
      const preferences = await preferencesLink(context, network, row.person, now());
      return { composed: letters.invitation({ name, title, closes, link, preferences }) };
    };
  };
};
