import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useState } from 'react';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { RouteButton } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { Title } from '../ui/layout/Layout.tsx';
import { type Hit, useFound } from './found.ts';
import { KindIcon } from './Kind.tsx';
import { canSearch } from './queries.ts';
import styles from './search.module.css';

const route = getRouteApi('/search');
const ofEachKind = 30;
const kinds = [
  ...['page', 'community', 'person', 'meeting', 'decision', 'case', 'tension'],
  ...['product', 'resource', 'reading-list'],
] as const satisfies Hit['kind'][];

const HitRow = ({ hit: { kind, title, detail, href } }: { hit: Hit }) => (
  <li className={styles.hit}>
    <KindIcon kind={kind} />
    <span className={styles.words}>
      <Link to={href}>{title}</Link>
      {detail && <span className="quiet small">{detail}</span>}
    </span>
  </li>
);

const KindHeading = ({ kind }: { kind: Hit['kind'] }) => {
  if (kind === 'community') return <Trans>Communities</Trans>;
  if (kind === 'person') return <Trans>People</Trans>;
  if (kind === 'decision') return <Trans>Decisions</Trans>;
  if (kind === 'case') return <Trans>Learning cases</Trans>;
  if (kind === 'tension') return <Trans>Tensions</Trans>;
  if (kind === 'product') return <Trans>What communities made</Trans>;
  if (kind === 'resource') return <Trans>In the library</Trans>;
  if (kind === 'reading-list') return <Trans>Reading lists</Trans>;
  return kind === 'meeting' ? <Trans>Meetings</Trans> : <Trans>Pages</Trans>;
};

/** Where there are more of a kind than a search shows. */
const More = ({ kind, text }: { kind: Hit['kind']; text: string }) => {
  if (kind === 'person')
    return (
      <RouteButton to="/people" search={{ text }} look="quiet">
        <Trans>Find more people in the directory</Trans>
      </RouteButton>
    );
  return (
    <p className="quiet small">
      <Trans>There are more. Another word finds fewer of them.</Trans>
    </p>
  );
};

const Results = ({ text }: { text: string }) => {
  const { hits, more, away, error, isFetching } = useFound(text, ofEachKind);
  if (error) throw error;
  const waits = isFetching && hits.length === 0;
  return (
    <div className="stack stack--wide">
      <p className="quiet" role="status">
        {waits ? (
          <Trans>Searching …</Trans>
        ) : (
          <Plural value={hits.length} one="# is found" other="# are found" />
        )}
      </p>
      {away.length > 0 && (
        <p>
          <Trans>Not all parts of the network could be searched just now.</Trans>
        </p>
      )}
      {hits.length === 0 && !waits && (
        <Empty title={<Trans>Nothing is found</Trans>}>
          <Trans>Try fewer words, or only their beginnings.</Trans>
        </Empty>
      )}
      {kinds
        .map((kind) => [kind, hits.filter((hit) => hit.kind === kind)] as const)
        .filter(([, found]) => found.length > 0)
        .map(([kind, found]) => (
          <section key={kind} className="stack">
            <h2>
              <KindHeading kind={kind} />
            </h2>
            <ul className={styles.hits}>
              {found.map((hit) => (
                <HitRow key={hit.key} hit={hit} />
              ))}
            </ul>
            {kind !== 'page' && more.includes(kind) && <More kind={kind} text={text} />}
          </section>
        ))}
    </div>
  );
};

/** All that a text finds, kind by kind; the address keeps it, so that it can be sent and come back to. */
export const SearchPage = () => {
  const { t } = useLingui();
  const { text: asked = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  const sought = useDeferredValue(text.trim());
  const change = (next: string): void => {
    setText(next);
    void navigate({ search: next.trim() ? { text: next } : {}, replace: true });
  };
  return (
    <>
      <DocumentTitle>{t`Search`}</DocumentTitle>
      <Title>
        <Trans>Search</Trans>
      </Title>
      <search>
        <TextField
          type="search"
          label={t`Communities, people, meetings and pages`}
          value={text}
          onChange={change}
          maxLength={100}
        />
      </search>
      {canSearch(sought) && <Results text={sought} />}
    </>
  );
};
