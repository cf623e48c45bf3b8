import { Trans, useLingui } from '@lingui/react/macro';
import type { Person } from '@skein/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useCommunities } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useRoles } from '../session/queries.ts';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { Cards, Title } from '../ui/layout/Layout.tsx';
import { PagedList } from '../ui/list/PagedList.tsx';
import styles from './people.module.css';
import { directoryQuery, type Sought } from './queries.ts';

const route = getRouteApi('/people');

const PersonCard = ({
  person: { id, name, photo, occupation, organisation, region },
}: {
  person: Person;
}) => (
  <li className={styles.card}>
    <Avatar id={id} name={name} photo={photo} size="large" />
    <div>
      <h3>
        <Link to="/people/$person" params={{ person: id }}>
          {name}
        </Link>
      </h3>
      <p className="small quiet">{[occupation, organisation, region].filter(Boolean).join(' · ')}</p>
    </div>
  </li>
);

/** Only what is filled in is sought. */
const filled = (sought: Record<keyof Sought, string>): Sought =>
  Object.fromEntries(Object.entries(sought).filter(([, value]) => value.trim() !== ''));

const Found = ({ sought }: { sought: Sought }) => (
  <PagedList
    found={useInfiniteQuery(directoryQuery(sought))}
    empty={
      <Empty title={<Trans>Nobody is found</Trans>}>
        <Trans>Try fewer words, or only the beginning of a name. Not everybody is listed.</Trans>
      </Empty>
    }
  >
    {(people) => (
      <Cards>
        {people.map((person) => (
          <PersonCard key={person.id} person={person} />
        ))}
      </Cards>
    )}
  </PagedList>
);

/** Whom one may know of: those one shares a community with, and those who agreed to be listed. */
export const Directory = () => {
  const { t } = useLingui();
  const { text = '', interest = '', strength = '', community = '' } = route.useSearch();
  const communities = useCommunities();
  const { hosts } = useRoles();
  const [sought, setSought] = useState({ text, community, region: '', interest, strength });
  const change = (changes: Partial<typeof sought>): void => setSought({ ...sought, ...changes });
  const deferred = useDeferredValue(sought);
  return (
    <>
      <DocumentTitle>{t`People`}</DocumentTitle>
      <Title lead={<Trans>Whom you share a community with, and who agreed to be listed.</Trans>}>
        <Trans>People</Trans>
      </Title>
      <search className={styles.search}>
        <TextField
          type="search"
          label={t`Name, place of work or anything they show`}
          value={sought.text}
          onChange={(text) => change({ text })}
        />
        <SelectField
          name="community"
          label={t`Community`}
          value={sought.community}
          onChange={(community) => change({ community })}
          empty={t`All`}
          options={communities.map(({ id, name }) => [id, name])}
        />
        {/* Folded, so that people stand on the first screen of a phone. */}
        <details className={styles.further} open={Boolean(interest || strength)}>
          <summary>
            <Trans>Region, interest, what they can help with</Trans>
          </summary>
          <div className={styles.filters}>
            <TextField label={t`Region`} value={sought.region} onChange={(region) => change({ region })} />
            <TextField
              label={t`Interest`}
              value={sought.interest}
              onChange={(interest) => change({ interest })}
            />
            <TextField
              label={t`Can help with`}
              value={sought.strength}
              onChange={(strength) => change({ strength })}
            />
          </div>
        </details>
      </search>
      <h2 className="unheard">
        <Trans>Found people</Trans>
      </h2>
      <Found sought={filled(deferred)} />
      {hosts && (
        <p>
          <Link to="/people/duplicates">
            <Trans>Perhaps here twice</Trans>
          </Link>
        </p>
      )}
    </>
  );
};
