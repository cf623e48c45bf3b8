import { Trans } from '@lingui/react/macro';
import type { Community } from '@skein/contracts';
import { PersonLine } from '../ui/avatar/Avatar.tsx';
import styles from './community.module.css';

/** Who holds a community together, as far as they let it be seen. */
export const Hosts = ({ community: { facilitators, core } }: { community: Community }) => {
  if (facilitators.length + core.length === 0) return null;
  return (
    <section aria-labelledby="who">
      <h2 className={styles.head} id="who">
        <Trans>Who holds it together</Trans>
      </h2>
      <ul className={styles.people}>
        {facilitators.map(({ person, name }) => (
          <li key={person}>
            <PersonLine id={person} name={name}>
              <Trans>Facilitator</Trans>
            </PersonLine>
          </li>
        ))}
        {core.map(({ person, name }) => (
          <li key={person}>
            <PersonLine id={person} name={name}>
              <Trans>Core group</Trans>
            </PersonLine>
          </li>
        ))}
      </ul>
    </section>
  );
};
