import { Trans, useLingui } from '@lingui/react/macro';
import type { MeetingNotice } from '@skein/contracts';
import { getRouteApi, Link, useLocation } from '@tanstack/react-router';
import { CalendarPlus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useMyCommunities } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useNetwork } from '../session/queries.ts';
import { RouteButton } from '../ui/button/Button.tsx';
import { Buttons, Title } from '../ui/layout/Layout.tsx';
import { RouteTabs } from '../ui/tabs/RouteTabs.tsx';
import { Chips } from './Chips.tsx';
import { Coming } from './Coming.tsx';
import { isHeldBy } from './held-by.ts';
import { Month } from './Month.tsx';
import { monthOf } from './month.ts';

const route = getRouteApi('/calendar');

const Lead = () => {
  const { timeZone } = useNetwork();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (here === timeZone) return <Trans>The meetings that are coming.</Trans>;
  return <Trans>The meetings that are coming, by your clock; the one they go by stands beside it.</Trans>;
};

const Ways = ({ isMember }: { isMember: boolean }) => {
  const { t } = useLingui();
  const { as } = route.useSearch();
  // The month stays, whatever else is chosen.
  const exact = { exact: true, includeSearch: true };
  return (
    <RouteTabs label={t`What is shown`}>
      <Link to="/calendar" search={({ of: _, ...rest }) => rest} activeOptions={exact}>
        <Trans>All that I may see</Trans>
      </Link>
      {isMember && (
        <Link to="/calendar" search={(before) => ({ ...before, of: 'mine' })} activeOptions={exact}>
          <Trans>My communities</Trans>
        </Link>
      )}
      {as === 'list' ? (
        <Link to="/calendar" search={({ as: _, ...rest }) => rest} activeOptions={exact}>
          <Trans>By month</Trans>
        </Link>
      ) : (
        <Link to="/calendar" search={(before) => ({ ...before, as: 'list' })} activeOptions={exact}>
          <Trans>As a list</Trans>
        </Link>
      )}
    </RouteTabs>
  );
};

/** The meetings that one may see, by month or as a list: all, or those of one’s own communities. */
export const Calendar = () => {
  const { t } = useLingui();
  const { of, as, month = monthOf(new Date()) } = route.useSearch();
  const leadsToOne = useLocation({ select: ({ hash }) => hash.startsWith('meeting-') });
  const communities = useMyCommunities();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const mine = communities.map(({ id }) => id);
  const chosen = mine.filter((id) => !hidden.has(id));
  const isShown = (meeting: MeetingNotice): boolean => of !== 'mine' || isHeldBy(meeting, chosen);
  return (
    <>
      <DocumentTitle>{t`Calendar`}</DocumentTitle>
      <Title lead={<Lead />}>
        <Trans>Calendar</Trans>
      </Title>
      <Buttons>
        <RouteButton to="/calendar/subscribe" look="quiet">
          <CalendarPlus className="icon" aria-hidden="true" />
          <Trans>Put it in my own calendar</Trans>
        </RouteButton>
      </Buttons>
      <Ways isMember={mine.length > 0} />
      {of === 'mine' && mine.length > 1 && (
        <Chips communities={communities} hidden={hidden} onChange={setHidden} />
      )}
      <Suspense>
        {as === 'list' || leadsToOne ? (
          <Coming isShown={isShown} />
        ) : (
          <Month month={month} isShown={isShown} />
        )}
      </Suspense>
    </>
  );
};
