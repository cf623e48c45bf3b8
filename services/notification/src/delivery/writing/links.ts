import type { ConsentPurpose } from '@skein/contracts';
import { publicUrlOf, type ServiceContext, signLink } from '@skein/service-kit';

const year = 365 * 24 * 60 * 60 * 1000;
const inAYear = (now: Date): Date => new Date(now.getTime() + year);

/** Where a person decides what reaches them, without signing in. */
export const preferencesLink = async (
  { signingKey, config }: ServiceContext,
  network: string,
  person: string,
  now: Date,
): Promise<string> => {
  const token = await signLink(signingKey, 'preferences', { net: network, sub: person }, inAYear(now));
  return `${publicUrlOf(config, network)}/preferences#token=${token}`;
};

/** What lets a mail program stop a letter in one step (RFC 8058). */
export const oneClick = (url: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** Where a reader takes back the consent that a letter follows, and the headers with which their mail program does. */
export const stopLink = async (
  { signingKey, config }: ServiceContext,
  network: string,
  person: string,
  purpose: ConsentPurpose,
  now: Date,
) => {
  const base = publicUrlOf(config, network);
  const claims = { net: network, sub: person, purpose };
  const token = await signLink(signingKey, 'unsubscribe', claims, inAYear(now));
  return {
    stop: `${base}/unsubscribe#token=${token}`,
    headers: oneClick(`${base}/api/v1/unsubscribe?token=${token}`),
  };
};
