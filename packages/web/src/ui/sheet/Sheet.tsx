import type { ReactNode } from 'react';
import { dyeClass } from '../threads/dyes.ts';
import styles from './sheet.module.css';

/** A heading with what leads on from its section. */
export const SectionHead = ({ children, more }: { children: ReactNode; more?: ReactNode }) => (
  <div className={styles.head}>
    {children}
    {more}
  </div>
);

interface SectionProps {
  readonly id: string;
  readonly title: ReactNode;
  /** What leads on from it. */
  readonly more?: ReactNode;
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}

/** A part of a page that is called by its heading. */
export const Section = ({ id, title, more, level = 2, children }: SectionProps) => {
  const Heading = `h${level}` as const;
  return (
    <section aria-labelledby={id}>
      <SectionHead more={more}>
        <Heading id={id}>{title}</Heading>
      </SectionHead>
      {children}
    </section>
  );
};

type Lie = 'sheet' | 'plain';

interface RowsProps {
  readonly children: ReactNode;
  readonly lie?: Lie;
  /** What can be done stands below each, where it is more than one short button. */
  readonly stacked?: boolean;
}

/** Rows of one kind, on a sheet or on the page itself. */
export const Rows = ({ children, lie = 'sheet', stacked = false }: RowsProps) => (
  <ul
    className={`${styles.rows} ${stacked ? '' : styles.acts} ${lie === 'sheet' ? styles.sheet : styles.plain}`}
  >
    {children}
  </ul>
);

interface RowProps {
  /** What an address leads to it by. */
  readonly id?: string;
  readonly lead?: ReactNode;
  readonly title: ReactNode;
  readonly meta?: ReactNode;
  readonly act?: ReactNode;
  /** 2 where the rows stand under the title of the page itself. */
  readonly level?: 2 | 3;
}

export const Row = ({ id, lead, title, meta, act, level = 3 }: RowProps) => {
  const Heading = `h${level}` as const;
  return (
    <li id={id}>
      {lead && <div className={styles.lead}>{lead}</div>}
      <Heading className={styles.title}>{title}</Heading>
      {meta && <div className={styles.meta}>{meta}</div>}
      {act && <div className={styles.act}>{act}</div>}
    </li>
  );
};

/** An icon on the colour of whose something is. */
export const Tile = ({ of, children }: { of: string; children: ReactNode }) => (
  <span className={`${styles.tile} ${dyeClass(of)}`} aria-hidden="true">
    {children}
  </span>
);

/** A day, as a calendar shows it. */
export const DayTile = ({
  of,
  weekday,
  day,
  month,
}: { of: string } & Record<'weekday' | 'day' | 'month', string>) => (
  <span className={`${styles.date} ${dyeClass(of)}`} aria-hidden="true">
    <span>{weekday}</span>
    <b>{day}</b>
    <span>{month}</span>
  </span>
);
