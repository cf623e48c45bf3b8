import type { ReactNode } from 'react';
import { dyeClass } from '../threads/dyes.ts';
import { Threads } from '../threads/Threads.tsx';
import styles from './banner.module.css';

/** The head of a community’s place, in its colour and pattern. */
export const Banner = ({
  id,
  children,
  buttons,
  slim = false,
}: {
  id: string;
  children: ReactNode;
  buttons?: ReactNode;
  /** On pages of the place where something else comes first. */
  slim?: boolean;
}) => (
  <header className={`${styles.banner} ${slim ? styles.slim : ''} on-fill ${dyeClass(id)}`}>
    <div className={styles.threads}>
      <Threads id={id} width={440} height={260} />
    </div>
    <div className={styles.words}>
      {children}
      {buttons && <div className={styles.buttons}>{buttons}</div>}
    </div>
  </header>
);
