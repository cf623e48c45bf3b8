import type { ReactNode } from 'react';
import { dyeClass } from '../threads/dyes.ts';
import styles from './avatar.module.css';

const initials = (name: string): string => {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
};

/** A person’s initials on their colour; decoration beside their name. */
export const Avatar = ({ id, name, large = false }: { id: string; name: string; large?: boolean }) => (
  <span className={`${styles.avatar} ${large ? styles.large : ''} ${dyeClass(id)}`} aria-hidden="true">
    {initials(name)}
  </span>
);

/** A person with a line about them. */
export const PersonLine = ({ id, name, children }: { id: string; name: string; children?: ReactNode }) => (
  <span className={styles.person}>
    <Avatar id={id} name={name} />
    <span>
      {name}
      {children && (
        <>
          <br />
          <span className="quiet small">{children}</span>
        </>
      )}
    </span>
  </span>
);
