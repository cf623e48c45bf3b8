import { publicUrlOf, type ServiceContext, signLink } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import type { LetterWriter } from '../delivery/prepare.ts';
import { letters, paragraphsOf } from '../letters/index.ts';
import { preferencesLink } from '../letters/preferences-link.ts';
import { personal } from './decide.ts';
import { findDigests } from './store.ts';

const year = 365 * 24 * 60 * 60 * 1000;

/** What the digest says to each: the sections of their communities, and how to stop it in one step (RFC 8058). */
export const digestWriter = (context: ServiceContext<NotificationConfig>): LetterWriter => {
  const { db, config, signingKey } = context;

  return async (network, rows, now) => {
    const base = publicUrlOf(config, network);
    const issues = await findDigests(db, network, [...new Set(rows.map(({ cause }) => cause))]);
    const byId = new Map(issues.map((issue) => [issue._id, issue]));
    const expires = new Date(now.getTime() + year);

    return async ({ cause, person }, member) => {
      const issue = byId.get(cause);
      const sections = personal(issue?.sections ?? [], member.communities);
      if (!issue || sections.length === 0)
        return { settlement: { status: 'failed', reason: 'nothing in it is for this person any more' } };
      const token = await signLink(
        signingKey,
        'unsubscribe',
        { net: network, sub: person, purpose: 'digest' },
        expires,
      );
      const composed = letters.digest({
        name: member.name,
        title: issue.title,
        introduction: paragraphsOf(issue.introduction),
        sections: sections.map(({ title, items }) => ({
          title,
          items: items.map((item) => ({
            title: item.title,
            detail: paragraphsOf(item.detail),
            link: item.link,
          })),
        })),
        stop: `${base}/unsubscribe#token=${token}`,
        preferences: await preferencesLink(context, network, person, now),
      });
      const headers = {
        'List-Unsubscribe': `<${base}/api/v1/unsubscribe?token=${token}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
      return { composed, headers };
    };
  };
};
