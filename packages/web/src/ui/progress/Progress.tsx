import type { ReactNode } from 'react';
import styles from './progress.module.css';

interface ProgressProps {
  readonly title: ReactNode;
  readonly done: number;
  readonly of: number;
  /** The same in words, which is what is read out. */
  readonly said: ReactNode;
}

/** How far something is, as a bar beside its words. */
export const Progress = ({ title, done, of, said }: ProgressProps) => (
  <div className={styles.progress}>
    <div className="row row--apart">
      <h3>{title}</h3>
      <span className="small quiet num">{said}</span>
    </div>
    <svg className={styles.bar} width="100%" height="12" aria-hidden="true" focusable="false">
      <rect className={styles.track} x="0.5" y="0.5" width="99.8%" height="11" rx="5.5" />
      {done > 0 && <rect className={styles.fill} width={`${(100 * done) / of}%`} height="12" rx="6" />}
    </svg>
  </div>
);
