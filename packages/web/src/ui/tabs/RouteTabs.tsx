import type { ReactNode } from 'react';
import styles from './tabs.module.css';

/** Pages that belong together, side by side; each is an address of its own. */
export const RouteTabs = ({ label, children }: { label: string; children: ReactNode }) => (
  <nav className={styles.tabs} aria-label={label}>
    {children}
  </nav>
);
