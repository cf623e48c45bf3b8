import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { photoQuery } from '../../session/photos.ts';
import { dyeClass } from '../threads/dyes.ts';
import styles from './avatar.module.css';

const initials = (name: string): string => {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
};

type Size = 'small' | 'large' | 'portrait';

interface AvatarProps {
  readonly id: string;
  readonly name: string;
  /** Where their photo is, as their profile says to who may see it. */
  readonly photo?: string | undefined;
  readonly size?: Size;
}

/** Their initials until the photo is there, and where it does not come. */
const Photo = ({ photo, name, size }: { photo: string; name: string; size: Size }) => {
  const { data } = useQuery(photoQuery(photo, size === 'portrait' ? 'large' : 'small'));
  return data ? <img src={data} alt="" className={styles.photo} /> : initials(name);
};

/** A person’s photo, or their initials on their colour; decoration beside their name. */
export const Avatar = ({ id, name, photo, size = 'small' }: AvatarProps) => (
  <span className={`${styles.avatar} ${styles[size] ?? ''} ${dyeClass(id)}`} aria-hidden="true">
    {photo ? <Photo photo={photo} name={name} size={size} /> : initials(name)}
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
