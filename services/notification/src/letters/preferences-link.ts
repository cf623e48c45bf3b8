import { publicUrlOf, type ServiceContext, signLink } from '@skein/service-kit';

const year = 365 * 24 * 60 * 60 * 1000;

/** Where a person decides what reaches them, without signing in. */
export const preferencesLink = async (
  { signingKey, config }: ServiceContext,
  network: string,
  person: string,
  now: Date,
): Promise<string> => {
  const expires = new Date(now.getTime() + year);
  const token = await signLink(signingKey, 'preferences', { net: network, sub: person }, expires);
  return `${publicUrlOf(config, network)}/preferences#token=${token}`;
};
