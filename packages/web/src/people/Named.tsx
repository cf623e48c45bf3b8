import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { createContext, use } from 'react';
import { personQuery } from '../session/queries.ts';

/** What people are called, where a page has asked for all of its names at once; `loading` until they are there. */
export type KnownNames = ReadonlyMap<string, string> | 'loading';

/** The names of a part of the page; without it each is asked for. */
export const NamesKnown = createContext<KnownNames | undefined>(undefined);

/** What somebody is called, as far as they are there still. */
export const useNameOf = (id: string): string => {
  const { t } = useLingui();
  const known = use(NamesKnown);
  const asked = useQuery({ ...personQuery(id), retry: false, enabled: known === undefined }).data?.name;
  if (known === 'loading') return '…';
  return known?.get(id) ?? asked ?? t`Somebody`;
};

/** A person by name, leading to them. */
export const PersonName = ({ id }: { id: string }) => (
  <Link to="/people/$person" params={{ person: id }}>
    {useNameOf(id)}
  </Link>
);
