import { Trans } from '@lingui/react/macro';
import type { Person } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Row, Rows } from '../ui/sheet/Sheet.tsx';
import { Swatch } from '../ui/threads/Threads.tsx';
import { useMoments } from '../words/moments.ts';
import { useCommunities } from './queries.ts';
import { useRoleName } from './roles.ts';

/** Where somebody belongs, of the communities that are to be seen. */
export const useBelongings = (lines: Person['communities']) => {
  const communities = useCommunities();
  return lines.flatMap((line) => {
    const community = communities.find(({ id }) => id === line.community);
    return community ? [{ ...line, community }] : [];
  });
};

interface BelongingRowsProps {
  readonly belongings: ReturnType<typeof useBelongings>;
  /** What more there is to say of one’s place there. */
  readonly more?: (community: string) => ReactNode;
}

/** The communities that somebody belongs to, as what, and since when. */
export const BelongingRows = ({ belongings, more }: BelongingRowsProps) => {
  const roleName = useRoleName();
  const { written } = useMoments();
  return (
    <Rows>
      {belongings.map(({ community: { id, slug, name }, role, since }) => (
        <Row
          key={id}
          lead={<Swatch id={id} />}
          title={
            <Link to="/communities/$community" params={{ community: slug }}>
              {name}
            </Link>
          }
          meta={
            <>
              <p>
                <Trans>
                  {roleName(role)}, since {written(since, 'since')}
                </Trans>
              </p>
              {more?.(id)}
            </>
          }
        />
      ))}
    </Rows>
  );
};
