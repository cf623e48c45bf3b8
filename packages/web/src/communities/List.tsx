import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { Community } from '@skein/contracts';
import { useDeferredValue, useState } from 'react';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useActor } from '../session/store.ts';
import { RouteButton } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { Cards, Title } from '../ui/layout/Layout.tsx';
import { CommunityCard } from './CommunityCard.tsx';
import styles from './communities.module.css';
import { found } from './find.ts';
import { useCommunities } from './queries.ts';

const order: Record<Community['status'], number> = {
  established: 0,
  emerging: 0,
  forming: 0,
  resting: 1,
  closed: 2,
};

export const Communities = () => {
  const { t } = useLingui();
  const actor = useActor();
  const all = useCommunities();
  const [text, setText] = useState('');
  const sought = useDeferredValue(text);
  const shown = all
    .filter((one) => found(sought, one))
    .toSorted((one, other) => order[one.status] - order[other.status] || one.name.localeCompare(other.name));
  return (
    <>
      <DocumentTitle>{t`Communities`}</DocumentTitle>
      <Title
        lead={
          <Trans>Each is a place for people who care about the same thing. Join those that help you.</Trans>
        }
      >
        <Trans>Communities</Trans>
      </Title>
      <div className={styles.filters}>
        <TextField type="search" label={t`Find a community`} value={text} onChange={setText} />
        <p className="quiet" role="status">
          <Plural value={shown.length} one="# community" other="# communities" />
        </p>
      </div>
      <h2 className="unheard">
        <Trans>Found communities</Trans>
      </h2>
      {shown.length > 0 ? (
        <Cards>
          {shown.map((community) => (
            <CommunityCard key={community.id} community={community} />
          ))}
        </Cards>
      ) : (
        <Empty
          title={sought ? <Trans>None is called that</Trans> : <Trans>There are no communities yet</Trans>}
        >
          {sought && <Trans>Try another word, or only the beginning of one.</Trans>}
        </Empty>
      )}
      {actor && (
        <section className={`${styles.none} stack stack--tight`}>
          <h2>
            <Trans>Is there none for what you care about?</Trans>
          </h2>
          <div>
            <RouteButton to="/communities/propose" look="quiet">
              <Trans>Propose a community</Trans>
            </RouteButton>
          </div>
        </section>
      )}
    </>
  );
};
