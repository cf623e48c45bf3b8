import { publicUrlOf, type ServiceContext, signLink } from '@skein/service-kit';
import { hashOf } from './store.ts';

const yearMs = 365 * 24 * 60 * 60 * 1000;

/** Where whoever has an address, and is no member, has the network never write to it again; it names the hash alone. */
export const neverAgainLinks = async (
  { signingKey, config, readerOf, now }: ServiceContext,
  network: string,
  email: string,
): Promise<{ readonly stop: string; readonly oneClick: string }> => {
  const sub = await hashOf(readerOf(network), email);
  const until = new Date(now().getTime() + yearMs);
  const token = await signLink(signingKey, 'never-again', { net: network, sub }, until);
  const base = publicUrlOf(config, network);
  return {
    stop: `${base}/never-again#token=${token}`,
    oneClick: `${base}/api/v1/never-again?token=${token}`,
  };
};
