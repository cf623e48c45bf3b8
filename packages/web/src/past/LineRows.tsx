import { Trans, useLingui } from '@lingui/react/macro';
import type { LinePlace } from '@skein/contracts';
import { memo } from 'react';
import { Badge } from '../ui/badge/Badge.tsx';
import styles from './past.module.css';
import { movable, toneOf, usePlaceNames } from './places.ts';
import type { Preview } from './queries.ts';

interface LineProps {
  readonly number: number;
  readonly text: string;
  readonly place: LinePlace;
  readonly names: Readonly<Record<LinePlace, string>>;
  readonly onMove: (at: number, place: LinePlace) => void;
}

const isFixed = (place: LinePlace): boolean => !movable.includes(place);

const LineRow = memo(({ number, text, place, names, onMove }: LineProps) => {
  const { t } = useLingui();
  return (
    <li className={`${styles.line} ${styles[toneOf(place)]}`}>
      <span className={styles.number}>{number}</span>
      <span className={styles.text}>
        {place === 'withheld' ? <Trans>A message to some alone</Trans> : text.trim()}
      </span>
      {isFixed(place) ? (
        <Badge>{names[place]}</Badge>
      ) : (
        <select
          aria-label={t`Where line ${number} belongs`}
          className={styles.place}
          value={place}
          onChange={(event) => onMove(number - 1, event.currentTarget.value as LinePlace)}
        >
          {movable.map((one) => (
            <option key={one} value={one}>
              {names[one]}
            </option>
          ))}
        </select>
      )}
    </li>
  );
});

/** Each line of the notes, and where it goes. */
export const LineRows = ({
  lines,
  onMove,
}: {
  lines: Preview['lines'];
  onMove: (at: number, place: LinePlace) => void;
}) => {
  const names = usePlaceNames();
  return (
    <ol className={styles.lines}>
      {lines.map(({ text, place }, at) =>
        place === 'blank' ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of a text has no name but its number
          <LineRow key={at} number={at + 1} {...{ text, place, names, onMove }} />
        ),
      )}
    </ol>
  );
};
