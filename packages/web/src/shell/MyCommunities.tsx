import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { useMyCommunities } from '../communities/queries.ts';
import { Swatch } from '../ui/threads/Threads.tsx';
import styles from './shell.module.css';

/** The communities one belongs to, a step away from everywhere. */
export const MyCommunities = ({ children }: { children: ReactNode }) => {
  const id = useId();
  const mine = useMyCommunities();
  if (mine.length === 0) return null;
  return (
    <nav className={`${styles.nav} ${styles.mine}`} aria-labelledby={id}>
      <h2 className={styles.navHead} id={id}>
        {children}
      </h2>
      {mine.map(({ id: community, slug, name }) => (
        <Link key={community} to="/communities/$community" params={{ community: slug }}>
          <Swatch id={community} />
          {name}
        </Link>
      ))}
    </nav>
  );
};
