import { Plural, Trans } from '@lingui/react/macro';
import type { Arrivals } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCommunities } from '../communities/queries.ts';
import { dyeClass } from '../ui/threads/dyes.ts';
import { Swatch } from '../ui/threads/Threads.tsx';
import { useMoments } from '../words/moments.ts';
import type { News } from './item.ts';
import styles from './news.module.css';

const Welcomed = ({ arrivals: { named, count } }: { arrivals: Arrivals }) => {
  const { list } = useMoments();
  const shown = named.slice(0, 2).map(({ name }) => name);
  const rest = count - shown.length;
  if (shown.length === 0) return <Plural value={count} one="Somebody joined" other="# people joined" />;
  const names = list(shown);
  if (rest === 0) return <Trans>Welcome to {names}</Trans>;
  return (
    <Plural
      value={rest}
      one={`Welcome to ${names}, and one more`}
      other={`Welcome to ${names}, and # others`}
    />
  );
};

/** What happened, as a heading that leads on where there is more to see. */
const Headline = ({ news }: { news: News }) => {
  const communities = useCommunities();
  switch (news.kind) {
    case 'arrivals':
      return (
        <Link to="/people" search={{ community: news.community }}>
          <Welcomed arrivals={news.arrivals} />
        </Link>
      );
    case 'founded':
      return (
        <Link to="/communities/$community" params={{ community: news.founded.slug }}>
          <Trans>A new community: {news.founded.name}</Trans>
        </Link>
      );
    case 'held': {
      const slug = communities.find(({ id }) => id === news.community)?.slug ?? '';
      return (
        <Link to="/communities/$community" params={{ community: slug }}>
          {news.meeting.title}
        </Link>
      );
    }
    case 'published':
      return <a href={`/results#id=${news.results.id}`}>{news.results.title}</a>;
    case 'decided':
      return <Link to="/surveys">{news.vote.title}</Link>;
  }
};

const About = ({ news }: { news: News }): ReactNode => {
  const { list } = useMoments();
  switch (news.kind) {
    case 'arrivals':
      return <Trans>New members · say hello at the next meeting</Trans>;
    case 'founded':
      return news.founded.domain;
    case 'held':
      return <Trans>The meeting was held</Trans>;
    case 'published':
      return (
        <Plural
          value={news.results.responses}
          one="Results, from # response"
          other="Results, from # responses"
        />
      );
    case 'decided':
      return <Trans>Decided: {list((news.vote.winners ?? []).map((winner) => `“${winner}”`))}</Trans>;
  }
};

/** One piece of news, under its community’s name and pattern. */
export const NewsRow = ({ news }: { news: News }) => {
  const { community = '', at } = news;
  const of = useCommunities().find(({ id }) => id === community);
  const { written } = useMoments();
  return (
    <li className={styles.news}>
      <Swatch id={of?.id ?? news.kind} large />
      <div className="stack stack--tight">
        {of && <p className={`${styles.of} ${dyeClass(of.id)}`}>{of.name}</p>}
        <h3 className={styles.title}>
          <Headline news={news} />
        </h3>
        <p className="small">
          <About news={news} />
        </p>
        <p className="small quiet">
          <time dateTime={at}>{written(at, 'day')}</time>
        </p>
      </div>
    </li>
  );
};
