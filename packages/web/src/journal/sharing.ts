import { useLingui } from '@lingui/react/macro';
import { useMyCommunities } from '../communities/queries.ts';
import { useActor } from '../session/store.ts';

const community = 'community:';
const weaver = 'weaver:';

/** What a choice of who else reads it stands for; null where nobody does, so that an edit takes it away. */
export const sharedBy = (choice: string) => ({
  community: choice.startsWith(community) ? choice.slice(community.length) : null,
  weaver: choice.startsWith(weaver) ? choice.slice(weaver.length) : null,
});

export const choiceOf = (entry: { community?: string | undefined; weaver?: string | undefined }): string => {
  if (entry.community) return `${community}${entry.community}`;
  return entry.weaver ? `${weaver}${entry.weaver}` : '';
};

/** With whom somebody can share an entry: their communities, and those who run these. */
export const useSharing = () => {
  const { t } = useLingui();
  const actor = useActor();
  const mine = useMyCommunities().filter(({ id }) => actor?.communities[id] !== 'guest');
  const runners = mine.flatMap(({ facilitators, core }) => [...facilitators, ...core]);
  const people = new Map(runners.map(({ person, name }) => [person, name]));
  people.delete(actor?.person ?? '');
  const options = [
    ...mine.map(({ id, name }) => [`${community}${id}`, t`Members of ${name}`] as const),
    ...[...people].map(([id, name]) => [`${weaver}${id}`, t`${name} alone`] as const),
  ];
  const names = new Map<string, string>(options);
  return { options, nameOf: (choice: string): string => names.get(choice) ?? t`Somebody` };
};
