import styles from './report.module.css';

interface BarsProps {
  readonly now: number;
  readonly before: number;
  /** The largest of those that stand together. */
  readonly most: number;
}

const [width, thick, thin, gap] = [320, 12, 6, 2];

/** A number as a bar, that of before beneath it; the row that they stand in says the same. */
export const Bars = ({ now, before, most }: BarsProps) => {
  const lengthOf = (value: number): number => (value / Math.max(1, most)) * width;
  return (
    <svg
      className={styles.bars}
      viewBox={`0 0 ${width} ${thick + gap + thin}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect className={styles.now} x={0} y={0} width={lengthOf(now)} height={thick} rx={2} />
      <rect className={styles.before} x={0} y={thick + gap} width={lengthOf(before)} height={thin} rx={2} />
    </svg>
  );
};
