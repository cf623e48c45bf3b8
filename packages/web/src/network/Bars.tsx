import styles from './report.module.css';

export interface Bar {
  readonly label: string;
  readonly now: number;
  readonly before: number;
}

const [width, thick, thin, gap] = [320, 14, 8, 12];

/** Numbers as bars, those of before beneath; the table beside it says the same. */
export const Bars = ({ bars }: { bars: readonly Bar[] }) => {
  const most = Math.max(1, ...bars.flatMap(({ now, before }) => [now, before]));
  const each = thick + thin + gap;
  return (
    <svg
      className={styles.bars}
      viewBox={`0 0 ${width} ${bars.length * each}`}
      aria-hidden="true"
      focusable="false"
    >
      {bars.map(({ label, now, before }, place) => (
        <g key={label}>
          <rect
            className={styles.now}
            x={0}
            y={place * each}
            width={(now / most) * width}
            height={thick}
            rx={2}
          />
          <rect
            className={styles.before}
            x={0}
            y={place * each + thick + 1}
            width={(before / most) * width}
            height={thin}
            rx={2}
          />
        </g>
      ))}
    </svg>
  );
};
