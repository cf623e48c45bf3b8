import { Trans, useLingui } from '@lingui/react/macro';
import type { Person } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BelongingRows, useBelongings } from '../communities/BelongingRows.tsx';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { Two } from '../ui/layout/Layout.tsx';
import { useLanguageName } from '../words/languages.ts';
import styles from './people.module.css';

interface PhrasesProps {
  readonly title: ReactNode;
  /** What the directory is searched by, where one of them is followed. */
  readonly by: 'interest' | 'strength';
  readonly phrases: readonly string[];
}

const Phrases = ({ title, by, phrases }: PhrasesProps) => {
  if (phrases.length === 0) return null;
  return (
    <section className="stack stack--tight">
      <h2>{title}</h2>
      <ul className={styles.chips}>
        {phrases.map((phrase) => (
          <li key={phrase}>
            <Link to="/people" search={{ [by]: phrase }}>
              {phrase}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Facts = ({ person: { email, organisation, region, language, timeZone } }: { person: Person }) => {
  const { t } = useLingui();
  const languageName = useLanguageName();
  const facts: [string, ReactNode][] = [
    [t`E-mail address`, email && <a href={`mailto:${email}`}>{email}</a>],
    [t`Place of work`, organisation],
    [t`Region`, region],
    [t`Time zone`, timeZone?.replaceAll('_', ' ')],
    [t`Language`, language && languageName(language)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
};

const Belongs = ({ person: { communities } }: { person: Person }) => {
  const belongings = useBelongings(communities);
  if (belongings.length === 0) return null;
  return (
    <section className="stack">
      <h2>
        <Trans>Communities</Trans>
      </h2>
      <BelongingRows belongings={belongings} />
    </section>
  );
};

/** A person with all that one is shown of them; `as` is their heading where it is not the page’s. */
export const PersonView = ({
  person,
  as: Heading = 'h1',
  children,
}: {
  person: Person;
  as?: 'h1' | 'h2';
  children?: ReactNode;
}) => (
  <>
    <header className={styles.head}>
      <Avatar id={person.id} name={person.name} photo={person.photo} size="portrait" />
      <div>
        <Heading>{person.name}</Heading>
        {person.occupation && <p className="lead quiet">{person.occupation}</p>}
      </div>
    </header>
    <Two
      main={
        <>
          <Belongs person={person} />
          <Phrases title={<Trans>Interests</Trans>} by="interest" phrases={person.interests} />
          <Phrases title={<Trans>Can help with</Trans>} by="strength" phrases={person.strengths ?? []} />
        </>
      }
      side={
        <>
          <Facts person={person} />
          {children}
        </>
      }
    />
  </>
);
