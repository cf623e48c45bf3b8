import type { Found } from '@skein/contracts';
import { finderOf, normalised } from '@skein/contracts/words';

interface Named {
  readonly _id: string;
  readonly name: string;
  readonly domain: string;
  readonly status: string;
}

/** The communities that are sought: those whose name begins so before others, and those that are closed last. */
export const communitiesFound = (communities: readonly Named[], text: string): Found[] => {
  const finds = finderOf(text);
  const begin = normalised(text);
  const rankOf = ({ name, status }: Named): number =>
    (status === 'closed' ? 2 : 0) + (normalised(name).startsWith(begin) ? 0 : 1);
  return communities
    .filter(({ name, domain }) => finds(name, domain))
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .map(({ _id: id, name: title, domain: detail }) => ({ kind: 'community', id, title, detail }));
};
