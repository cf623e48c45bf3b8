import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Onlooker, AsSeen as Seen } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCommunities } from '../communities/queries.ts';
import { PersonView } from '../people/PersonView.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { RouteTabs } from '../ui/tabs/RouteTabs.tsx';
import { useMoments } from '../words/moments.ts';
import { MePage } from './MePage.tsx';
import { asSeenQuery, useMyId } from './queries.ts';

const route = getRouteApi('/me/as-seen');

const onlookers = {
  network: msg`A member`,
  communities: msg`Somebody of my communities`,
  hosts: msg`The hosts`,
  visitors: msg`A visitor`,
} as const satisfies Record<Onlooker, unknown>;

const ByVisitors = ({ namedAt = [] }: Seen) => {
  const { list } = useMoments();
  const names = useCommunities().flatMap(({ id, name }) => (namedAt.includes(id) ? [name] : []));
  return (
    <Notice>
      {names.length > 0 ? (
        <Trans>
          Who has not signed in sees no profile. They read your name, and nothing else, at {list(names)}.
        </Trans>
      ) : (
        <Trans>Who has not signed in sees neither your profile nor your name.</Trans>
      )}
    </Notice>
  );
};

const Unseen = ({ by }: { by: Onlooker }) => (
  <Notice>
    {by === 'communities' ? (
      <Trans>You belong to no community, so nobody sees you as one of theirs.</Trans>
    ) : (
      <Trans>
        Members who share no community with you do not find you: you are not listed in the directory. That is
        yours to say under <Link to="/me/agreements">What I agreed to</Link>.
      </Trans>
    )}
  </Notice>
);

const Shown = ({ seen }: { seen: Seen }) => {
  if (seen.by === 'visitors') return <ByVisitors {...seen} />;
  return seen.person ? <PersonView person={seen.person} as="h2" /> : <Unseen by={seen.by} />;
};

/** One’s profile as others are shown it, told by the service that shows it. */
export const AsSeen = () => {
  const { t, i18n } = useLingui();
  const { by = 'network' } = route.useSearch();
  const items = useSuspenseQuery(asSeenQuery(useMyId())).data;
  const seen = items.find((one) => one.by === by);
  return (
    <MePage title={t`As others see me`}>
      <RouteTabs label={t`Who looks`}>
        {Object.entries(onlookers).map(([onlooker, name]) => (
          <Link
            key={onlooker}
            to="/me/as-seen"
            search={{ by: onlooker as Onlooker }}
            aria-current={onlooker === by ? 'page' : undefined}
          >
            {i18n._(name)}
          </Link>
        ))}
      </RouteTabs>
      {seen && <Shown seen={seen} />}
    </MePage>
  );
};
