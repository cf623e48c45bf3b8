import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCommunities, useMyCommunities } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useMember } from '../session/member.ts';
import { Empty } from '../ui/empty/Empty.tsx';
import { Title } from '../ui/layout/Layout.tsx';
import { Row, Rows } from '../ui/sheet/Sheet.tsx';
import { Swatch } from '../ui/threads/Threads.tsx';
import { useMoments } from '../words/moments.ts';
import { Levels, OverTime, Views } from './Matrix.tsx';
import { assessmentsQuery, matrixQuery } from './queries.ts';

const route = getRouteApi('/maturity');

/** One assessment, against its matrix. */
const One = ({ id }: { id: string }) => {
  const { assessment, dimensions } = useSuspenseQuery(matrixQuery(id)).data;
  const { title, date, targetDate, community } = assessment;
  const of = useCommunities().find((one) => one.id === community)?.name;
  const { written } = useMoments();
  return (
    <>
      <DocumentTitle>{title}</DocumentTitle>
      <Title
        lead={
          <>
            {of && <>{of}, </>}
            {written(date, 'date')}
            {targetDate && (
              <>
                {' '}
                · <Trans>targets are for {written(targetDate, 'date')}</Trans>
              </>
            )}
          </>
        }
      >
        {title}
      </Title>
      <div className="stack">
        <h2>
          <Trans>The matrix</Trans>
        </h2>
        <Levels dimensions={dimensions} />
        <h2>
          <Trans>From inside and from outside</Trans>
        </h2>
        <Views dimensions={dimensions} />
        <h2>
          <Trans>Over time</Trans>
        </h2>
        <OverTime dimensions={dimensions} />
        <p>
          <Link to="/maturity" search={{ community }}>
            <Trans>All assessments of this community</Trans>
          </Link>
        </p>
      </div>
    </>
  );
};

/** The assessments of one community. */
const OfCommunity = ({ community }: { community: string }) => {
  const { t } = useLingui();
  const found = useSuspenseQuery(assessmentsQuery(community)).data;
  const of = useCommunities().find(({ id }) => id === community)?.name ?? '';
  const { written } = useMoments();
  return (
    <>
      <DocumentTitle>{t`Maturity of communities`}</DocumentTitle>
      <Title lead={of}>
        <Trans>Maturity of communities</Trans>
      </Title>
      <h2 className="unheard">
        <Trans>Assessments</Trans>
      </h2>
      {found.length > 0 ? (
        <Rows>
          {found.map(({ id, title, date }) => (
            <Row
              key={id}
              title={
                <Link to="/maturity" search={{ id }}>
                  {title}
                </Link>
              }
              meta={written(date, 'date')}
            />
          ))}
        </Rows>
      ) : (
        <Empty title={<Trans>This community has held itself against no matrix yet</Trans>} />
      )}
    </>
  );
};

/** The communities whose assessments one may read. */
const Choice = () => {
  const { t } = useLingui();
  const actor = useMember();
  const mine = useMyCommunities().filter(({ id }) => actor.communities[id] !== 'guest');
  const all = useCommunities();
  const readable = actor.roles.length > 0 ? all : mine;
  return (
    <>
      <DocumentTitle>{t`Maturity of communities`}</DocumentTitle>
      <Title
        lead={<Trans>Where a community says that it is, where it wants to be, and how others see it.</Trans>}
      >
        <Trans>Maturity of communities</Trans>
      </Title>
      <h2 className="unheard">
        <Trans>Communities</Trans>
      </h2>
      {readable.length > 0 ? (
        <Rows>
          {readable.map(({ id, name }) => (
            <Row
              key={id}
              lead={<Swatch id={id} />}
              title={
                <Link to="/maturity" search={{ community: id }}>
                  {name}
                </Link>
              }
            />
          ))}
        </Rows>
      ) : (
        <Empty title={<Trans>You belong to no community whose matrix is for you</Trans>} />
      )}
    </>
  );
};

/** Maturity matrices: one, a community’s, or which there are. */
export const Maturity = () => {
  const { id, community } = route.useSearch();
  if (id) return <One id={id} />;
  return community ? <OfCommunity community={community} /> : <Choice />;
};
