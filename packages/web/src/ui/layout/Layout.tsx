import type { ReactNode } from 'react';
import styles from './layout.module.css';

/** What a page is about on the wide side, what stands beside it on the narrow one; below one another on a phone. */
export const Two = ({ main, side }: { main: ReactNode; side: ReactNode }) => (
  <div className={styles.two}>
    <div className={styles.flow}>{main}</div>
    <div className={styles.flow}>{side}</div>
  </div>
);

export const Cards = ({ children }: { children: ReactNode }) => <ul className={styles.cards}>{children}</ul>;

/** Text as wide as it is read best. */
export const Prose = ({ children }: { children: ReactNode }) => (
  <div className={`${styles.text} stack`}>{children}</div>
);

/** What a page is, in its own words. */
export const Title = ({ children, lead }: { children: ReactNode; lead?: ReactNode }) => (
  <header className={`${styles.title} stack stack--tight`}>
    <h1>{children}</h1>
    {lead && <p className="lead quiet">{lead}</p>}
  </header>
);

export const Buttons = ({ children }: { children: ReactNode }) => (
  <div className={styles.buttons}>{children}</div>
);

/** The paragraphs of a text that somebody wrote. */
export const Paragraphs = ({ text }: { text: string }) =>
  text
    .split(/\n+/)
    .filter((line) => line.trim())
    .map((line, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text’s paragraphs have no other name
      <p key={place}>{line}</p>
    ));

/** What belongs together, point by point. */
export const Points = ({ children }: { children: ReactNode }) => (
  <ul className={styles.points}>{children}</ul>
);
