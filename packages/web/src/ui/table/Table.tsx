import type { ReactNode } from 'react';
import styles from './table.module.css';

interface Column<T> {
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
}

interface TableProps<T> {
  readonly caption: string;
  /** The first one heads its row. */
  readonly columns: readonly [Column<T>, ...Column<T>[]];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** It stays a table where there is little room, since its columns are compared. */
  readonly compared?: boolean;
}

/** A table that becomes cards, each with its own labels, where there is no room for columns. */
export const Table = <T,>({ caption, columns, rows, keyOf, compared = false }: TableProps<T>) => {
  const [first, ...others] = columns;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls within itself is scrolled by keyboard
    <section className={styles.scroll} aria-label={caption} tabIndex={0}>
      <table className={`${styles.table} ${compared ? '' : styles.cards}`}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row">{first.cell(row)}</th>
              {others.map(({ head, cell }) => (
                <td key={head} data-label={head}>
                  <div>{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
