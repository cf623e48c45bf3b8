import { encode } from 'uqr';
import styles from './calendar.module.css';

/** An address as a code that a phone reads; dark on light in any scheme, since readers expect that. */
export const Code = ({ of, label }: { of: string; label: string }) => {
  const { data, size } = encode(of, { border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg className={styles.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
};
