import { Trans, useLingui } from '@lingui/react/macro';
import type { ClearedCase } from '@skein/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCommunities } from '../communities/queries.ts';
import { clearedCasesQuery } from '../learning/queries.ts';
import { useKindName } from '../learning/words.ts';
import { PersonName } from '../people/Named.tsx';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Paragraphs, Points, Prose, Title } from '../ui/layout/Layout.tsx';
import { PagedList } from '../ui/list/PagedList.tsx';

const Learnt = ({ of }: { of: ClearedCase }) => {
  const { id, kind, title, situation, broughtBy, community, insights, tried } = of;
  const kindName = useKindName();
  const found = useCommunities().find((one) => one.id === community);
  return (
    <section aria-labelledby={`case-${id}`} className="stack stack--tight">
      <h2 id={`case-${id}`}>{title}</h2>
      <p className="small quiet">
        {kindName(kind)}
        {broughtBy && (
          <>
            {' '}
            · <PersonName id={broughtBy} />
          </>
        )}
        {found && (
          <>
            {' '}
            ·{' '}
            <Link to="/communities/$community" params={{ community: found.slug }}>
              {found.name}
            </Link>
          </>
        )}
      </p>
      <Prose>
        <Paragraphs text={situation} />
        {insights.length > 0 && (
          <>
            <h3>
              <Trans>To take forward</Trans>
            </h3>
            <Points>
              {insights.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </Points>
          </>
        )}
        {tried && (
          <>
            <h3>
              <Trans>What was tried</Trans>
            </h3>
            <Paragraphs text={tried} />
          </>
        )}
      </Prose>
    </section>
  );
};

/** What was learnt somewhere in the network, and who brought it lets everybody read. */
export const LearntInNetwork = () => {
  const { t } = useLingui();
  return (
    <>
      <DocumentTitle>{t`What was learnt`}</DocumentTitle>
      <Title lead={<Trans>Cases that those who brought them cleared for the whole network.</Trans>}>
        <Trans>What was learnt</Trans>
      </Title>
      <PagedList
        found={useInfiniteQuery(clearedCasesQuery)}
        empty={
          <Empty title={<Trans>Nothing is cleared for the network yet</Trans>}>
            <Trans>Whoever brought a case can clear it, on its page under Learning.</Trans>
          </Empty>
        }
      >
        {(cases) => cases.map((one) => <Learnt key={one.id} of={one} />)}
      </PagedList>
    </>
  );
};
