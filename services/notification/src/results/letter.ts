import { publicationsContract } from '@skein/contracts';
import { publicUrlOf, type ServiceContext, signLink } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { again } from '../delivery/decide.ts';
import type { LetterRow } from '../delivery/letter-row.ts';
import type { LetterWriter } from '../delivery/prepare.ts';
import { letters } from '../letters/index.ts';
import { preferencesLink } from '../letters/preferences-link.ts';

const year = 365 * 24 * 60 * 60 * 1000;

/** What the letter on published results says, asked of survey as it goes: what was withdrawn meanwhile is not announced. */
export const resultWriter = (context: ServiceContext<NotificationConfig>): LetterWriter => {
  const { ask, config, now, signingKey } = context;

  const resultsFor = async (network: string, publication: string, rows: readonly LetterRow[]) => {
    const people = rows.map(({ person }) => person);
    const found = await ask(publicationsContract.questions.readers, { network, publication, people });
    return [publication, found] as const;
  };

  return async (network, rows) => {
    const byCause = Map.groupBy(rows, ({ cause }) => cause);
    const answers = new Map(
      await Promise.all([...byCause].map(([cause, told]) => resultsFor(network, cause, told))),
    );
    return async ({ cause, person, attempts }, { name }) => {
      const found = answers.get(cause);
      if (!found) return { settlement: again(attempts + 1, 'the survey service did not answer', now()) };
      const { results } = found;
      if (!results?.readers.includes(person))
        return { settlement: { status: 'failed', reason: 'the results are no longer for this person' } };
      const base = publicUrlOf(config, network);
      const claims = { net: network, sub: person, purpose: 'digest' };
      const expires = new Date(now().getTime() + year);
      const token = await signLink(signingKey, 'unsubscribe', claims, expires);
      const composed = letters.results({
        name,
        title: results.title,
        link: results.url,
        stop: `${base}/unsubscribe#token=${token}`,
        preferences: await preferencesLink(context, network, person, now()),
      });
      const headers = {
        'List-Unsubscribe': `<${base}/api/v1/unsubscribe?token=${token}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
      return { composed, headers };
    };
  };
};
