import { Link } from '@tanstack/react-router';
import { useNetwork } from '../session/queries.ts';
import styles from './shell.module.css';

/** The network’s own letters, or two rings until it has some. */
const Mark = ({ letters }: { letters: string }) => (
  <svg className={styles.mark} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    {letters ? (
      <>
        <rect className={styles.plate} width="40" height="40" rx="10" />
        <text className={styles.letters} x="20" y="21" textAnchor="middle" dominantBaseline="central">
          {letters}
        </text>
      </>
    ) : (
      <>
        <circle cx="14.5" cy="20" r="10" />
        <circle className={styles.gap} cx="25.5" cy="20" r="10" />
        <circle cx="25.5" cy="20" r="10" />
        <path className={styles.gap} d="M20 11.6A10 10 0 0 1 24 17" />
        <path className={styles.over} d="M18.6 10.9A10 10 0 0 1 24.4 18.6" />
      </>
    )}
  </svg>
);

export const NetworkName = () => {
  const { name, mark } = useNetwork();
  return (
    <Link to="/" className={styles.network}>
      <Mark letters={mark} />
      <span>{name}</span>
    </Link>
  );
};
