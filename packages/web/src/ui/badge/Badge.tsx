import type { ReactNode } from 'react';
import styles from './badge.module.css';

type Tone = 'positive' | 'caution' | 'danger' | 'accent' | 'line' | 'onFill';

/** A state: a word, with its icon where there is one, and then a colour. */
export const Badge = ({ tone, children }: { tone?: Tone; children: ReactNode }) => (
  <span className={`${styles.badge} ${tone ? styles[tone] : ''}`}>{children}</span>
);
