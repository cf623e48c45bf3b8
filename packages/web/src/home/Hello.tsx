import type { ReactNode } from 'react';
import { useCommunities, useMyCommunities } from '../communities/queries.ts';
import { type Dye, dyeOf } from '../ui/threads/dyes.ts';
import { Skein } from '../ui/threads/Threads.tsx';
import styles from './home.module.css';

/** The head of the first page, with the communities run together as one skein. */
export const Hello = ({
  above,
  title,
  children,
}: {
  above?: ReactNode;
  title: ReactNode;
  children: ReactNode;
}) => {
  const mine = useMyCommunities();
  const all = useCommunities();
  const some = (mine.length > 0 ? mine : all).slice(0, 5).map(({ id }) => dyeOf(id));
  const dyes: Dye[] = some.length > 1 ? some : [...some, 'indigo', 'madder', 'weld'];
  return (
    <header className={styles.hello}>
      <div className={styles.threads}>
        <Skein dyes={dyes} width={560} height={200} />
      </div>
      <div className={styles.words}>
        {above && <p className="quiet">{above}</p>}
        <h1>{title}</h1>
        <div className="lead stack">{children}</div>
      </div>
    </header>
  );
};
