import type { MatrixView } from '@skein/contracts';
import styles from './network.module.css';

type Dimension = MatrixView['dimensions'][number];

const [width, height, edge] = [160, 60, 6];

/** The agreed levels as a line; the numbers beside it say the same. */
export const Trend = ({ dimension: { history, cells } }: { dimension: Dimension }) => {
  const points = history.flatMap(({ assessment, agreed }, index) => {
    if (agreed === undefined) return [];
    const x = edge + (index * (width - 2 * edge)) / Math.max(history.length - 1, 1);
    const y = height - edge - ((agreed - 1) * (height - 2 * edge)) / Math.max(cells.length - 1, 1);
    return [{ assessment, x, y }];
  });
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
      focusable="false"
    >
      <polyline className={styles.trend} points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {points.map(({ assessment, x, y }) => (
        <circle key={assessment} className={styles.point} cx={x} cy={y} r={4} />
      ))}
    </svg>
  );
};
