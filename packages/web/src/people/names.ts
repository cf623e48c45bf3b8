import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from './queries.ts';

/** What the members of a community are called, by their ids; whom one does not see is somebody. */
export const useNamesIn = (community: string) => {
  const { t } = useLingui();
  const { data: members = [] } = useQuery(membersQuery(community));
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return {
    members,
    nameOf: (id: string | undefined): string => names.get(id ?? '') ?? t`Somebody`,
  };
};
