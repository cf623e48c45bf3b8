import type { ReactNode } from 'react';
import { Skein } from '../threads/Threads.tsx';
import styles from './empty.module.css';

/** Nothing there: says so, and what to do first. */
export const Empty = ({
  title,
  children,
  act,
}: {
  title: ReactNode;
  children?: ReactNode;
  act?: ReactNode;
}) => (
  <div className={styles.empty}>
    <Skein dyes={['spruce']} width={320} height={112} />
    <h2>{title}</h2>
    {children && <p className="quiet">{children}</p>}
    {act}
  </div>
);
