import { type ReactNode, useEffect, useRef } from 'react';
import styles from './tabs.module.css';

/** Pages that belong together, side by side; each is an address of its own. On a phone the one that is open is in sight. */
export const RouteTabs = ({ label, children }: { label: string; children: ReactNode }) => {
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    const row = tabs.current;
    const open = row?.querySelector<HTMLElement>('[aria-current]');
    // By the row itself: `scrollIntoView` would move the page too.
    if (row && open) row.scrollLeft = open.offsetLeft - (row.clientWidth - open.offsetWidth) / 2;
  });
  return (
    <nav ref={tabs} className={styles.tabs} aria-label={label}>
      {children}
    </nav>
  );
};
