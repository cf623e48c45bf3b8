import { NetworkId } from '@skein/contracts';
import { z } from 'zod';

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

const pairOf = (pair: string): [string, string] => {
  const at = pair.indexOf('=');
  return [pair.slice(0, at).trim(), withoutSlash(pair.slice(at + 1).trim())];
};

/** `network=https://address,network=https://address`: where people reach each network, where one installation has several. */
export const Sites = z
  .string()
  .default('')
  .transform((text) => new Map(text.split(',').filter(Boolean).map(pairOf)))
  .pipe(z.map(NetworkId, z.url()))
  .refine((sites) => new Set([...sites.values()].map(hostIn)).size === sites.size, {
    message: 'gives two networks the same host name, by which they are told apart',
  });
export type Sites = z.infer<typeof Sites>;

// Asked of addresses too that are none, and refused for that already.
const hostIn = (url: string): string => URL.parse(url)?.hostname ?? url;

interface Addresses {
  readonly SKEIN_PUBLIC_URL?: string | undefined;
  readonly SKEIN_SITES: Sites;
}

/** Where people reach a network, without a slash at its end: the base of the links in its letters. Throws without one. */
export const publicUrlOf = ({ SKEIN_SITES, SKEIN_PUBLIC_URL }: Addresses, network: string): string => {
  const own = SKEIN_SITES.get(network);
  if (own !== undefined) return own;
  if (SKEIN_PUBLIC_URL !== undefined) return withoutSlash(SKEIN_PUBLIC_URL);
  throw new Error(
    `The network ${network} has no address: give it one in SKEIN_SITES, or set SKEIN_PUBLIC_URL.`,
  );
};

/** The host name of a network's address, which its letters' ids end in. */
export const hostOf = (addresses: Addresses, network: string): string =>
  hostIn(publicUrlOf(addresses, network));

/** The network that is reached under a host name, if that has one of its own. */
export const networkAt = (sites: Sites, host: string): string | undefined =>
  [...sites].find(([, url]) => hostIn(url) === host.toLowerCase())?.[0];
