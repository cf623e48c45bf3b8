import { Trans } from '@lingui/react/macro';
import type { Person } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCommunities } from '../communities/queries.ts';
import { useRoleName } from '../communities/roles.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { personQuery } from '../session/queries.ts';
import { useActor } from '../session/store.ts';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { RouteButton } from '../ui/button/Button.tsx';
import { Two } from '../ui/layout/Layout.tsx';
import { Row, Rows } from '../ui/sheet/Sheet.tsx';
import { Swatch } from '../ui/threads/Threads.tsx';
import { useMoments } from '../words/moments.ts';
import { IntroduceUs } from './IntroduceUs.tsx';
import styles from './people.module.css';

const route = getRouteApi('/people/$person');

const Phrases = ({ title, phrases }: { title: ReactNode; phrases: readonly string[] }) => {
  if (phrases.length === 0) return null;
  return (
    <section className="stack stack--tight">
      <h2>{title}</h2>
      <ul className={styles.chips}>
        {phrases.map((phrase) => (
          <li key={phrase}>
            <Link to="/people" search={{ interest: phrase }}>
              {phrase}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Facts = ({ person: { email, organisation, region, language, timeZone } }: { person: Person }) => (
  <dl className={styles.facts}>
    {email && (
      <div>
        <dt>
          <Trans>E-mail address</Trans>
        </dt>
        <dd>
          <a href={`mailto:${email}`}>{email}</a>
        </dd>
      </div>
    )}
    {organisation && (
      <div>
        <dt>
          <Trans>Place of work</Trans>
        </dt>
        <dd>{organisation}</dd>
      </div>
    )}
    {region && (
      <div>
        <dt>
          <Trans>Region</Trans>
        </dt>
        <dd>{region}</dd>
      </div>
    )}
    {timeZone && (
      <div>
        <dt>
          <Trans>Time zone</Trans>
        </dt>
        <dd>{timeZone}</dd>
      </div>
    )}
    {language && (
      <div>
        <dt>
          <Trans>Language</Trans>
        </dt>
        <dd>{new Intl.DisplayNames([language], { type: 'language' }).of(language)}</dd>
      </div>
    )}
  </dl>
);

const Belongs = ({ person: { communities: belongs } }: { person: Person }) => {
  const communities = useCommunities();
  const roleName = useRoleName();
  const { written } = useMoments();
  const known = belongs.flatMap((line) => {
    const community = communities.find(({ id }) => id === line.community);
    return community ? [{ ...line, community }] : [];
  });
  if (known.length === 0) return null;
  return (
    <section className="stack">
      <h2>
        <Trans>Communities</Trans>
      </h2>
      <Rows>
        {known.map(({ community: { id, slug, name }, role, since }) => (
          <Row
            key={id}
            lead={<Swatch id={id} />}
            title={
              <Link to="/communities/$community" params={{ community: slug }}>
                {name}
              </Link>
            }
            meta={
              <Trans>
                {roleName(role)}, since {written(since, 'since')}
              </Trans>
            }
          />
        ))}
      </Rows>
    </section>
  );
};

/** A person, as far as they let one see. */
export const PersonPage = () => {
  const { person: id } = route.useParams();
  const { data: person } = useSuspenseQuery(personQuery(id));
  const me = useActor()?.person;
  const isMe = me === id;
  return (
    <>
      <DocumentTitle>{person.name}</DocumentTitle>
      <header className={styles.head}>
        <Avatar id={id} name={person.name} large />
        <div>
          <h1>{person.name}</h1>
          {person.occupation && <p className="lead quiet">{person.occupation}</p>}
        </div>
      </header>
      <Two
        main={
          <>
            <Belongs person={person} />
            <Phrases title={<Trans>Interests</Trans>} phrases={person.interests} />
            <Phrases title={<Trans>Can help with</Trans>} phrases={person.strengths ?? []} />
          </>
        }
        side={
          <>
            <Facts person={person} />
            {me !== undefined && !isMe && <IntroduceUs person={person} me={me} />}
            {isMe && (
              <RouteButton to="/me" look="quiet">
                <Trans>Change my profile</Trans>
              </RouteButton>
            )}
          </>
        }
      />
    </>
  );
};
