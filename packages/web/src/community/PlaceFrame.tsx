import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { Community } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import { Leaf } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStatusName } from '../communities/status.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { usePlaceIn } from '../session/reading.ts';
import { useActor } from '../session/store.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Banner } from '../ui/banner/Banner.tsx';
import { RouteTabs } from '../ui/tabs/RouteTabs.tsx';
import { useMoments } from '../words/moments.ts';
import { Belonging } from './Belonging.tsx';
import styles from './community.module.css';

/** Whether who is signed in takes part in a community. */
export const useTakesPart = (community: string): boolean => {
  const role = useActor()?.communities[community];
  return role !== undefined && role !== 'guest';
};

const Tabs = ({ community: { id, slug: community } }: { community: Community }) => {
  const { t } = useLingui();
  const takesPart = useTakesPart(id);
  const { reads } = usePlaceIn(id);
  const params = { community };
  return (
    <RouteTabs label={t`Pages of the community`}>
      <Link to="/communities/$community" params={params} activeOptions={{ exact: true }}>
        <Trans>Overview</Trans>
      </Link>
      <Link to="/communities/$community/meetings" params={params}>
        <Trans>Meetings</Trans>
      </Link>
      {reads && (
        <>
          <Link to="/communities/$community/work" params={params}>
            <Trans>Work</Trans>
          </Link>
          <Link to="/communities/$community/learning" params={params}>
            <Trans>Learning</Trans>
          </Link>
          <Link to="/communities/$community/library" params={params}>
            <Trans>Library</Trans>
          </Link>
        </>
      )}
      {takesPart && (
        <Link to="/communities/$community/surveys" params={params}>
          <Trans>Surveys</Trans>
        </Link>
      )}
    </RouteTabs>
  );
};

/** The head and the tabs of a community’s pages. */
export const PlaceFrame = ({
  community,
  page,
  children,
}: {
  community: Community;
  /** What the page is called beside the community. */
  page?: string;
  children: ReactNode;
}) => {
  const { id, name, domain, status, members, statusHistory } = community;
  const actor = useActor();
  const statusName = useStatusName();
  const { written, number } = useMoments();
  const founded = statusHistory[0]?.since;
  return (
    <>
      <DocumentTitle>{page ? `${page} – ${name}` : name}</DocumentTitle>
      <Banner
        id={id}
        slim={page !== undefined}
        buttons={<Belonging key={actor?.person ?? ''} community={community} />}
      >
        <div className="row small">
          <Badge tone="onFill">
            <Leaf className="icon" aria-hidden="true" />
            {statusName(status)}
          </Badge>
          <span>
            <Plural value={members} one={`${number(members)} member`} other={`${number(members)} members`} />
            {founded && (
              <>
                , <Trans>since {written(founded, 'since')}</Trans>
              </>
            )}
          </span>
        </div>
        <h1>{name}</h1>
        <p className="lead">{domain}</p>
      </Banner>
      <div className={styles.below}>
        <Tabs community={community} />
        {page && <h2 className="unheard">{page}</h2>}
        {children}
      </div>
    </>
  );
};
