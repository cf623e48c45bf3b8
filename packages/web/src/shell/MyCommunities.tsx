import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useMyCommunities } from '../communities/queries.ts';
import { Swatch } from '../ui/threads/Threads.tsx';
import styles from './shell.module.css';

/** The communities one belongs to, a step away from everywhere. */
export const MyCommunities = () => {
  const mine = useMyCommunities();
  if (mine.length === 0) return null;
  return (
    <nav className={`${styles.nav} ${styles.mine}`} aria-labelledby="my-communities">
      <h2 className={styles.navHead} id="my-communities">
        <Trans>My communities</Trans>
      </h2>
      {mine.map(({ id, slug, name }) => (
        <Link key={id} to="/communities/$community" params={{ community: slug }}>
          <Swatch id={id} />
          {name}
        </Link>
      ))}
    </nav>
  );
};
