import { useLingui } from '@lingui/react/macro';
import type { Community } from '@skein/contracts';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { dyeClass } from '../ui/threads/dyes.ts';
import { Swatch } from '../ui/threads/Threads.tsx';
import styles from './calendar.module.css';

interface ChipsProps {
  readonly communities: readonly Community[];
  /** The ids of those that are left out. */
  readonly hidden: ReadonlySet<string>;
  readonly onChange: (hidden: ReadonlySet<string>) => void;
}

/** Whose meetings are shown, each to be left out by a tap. */
export const Chips = ({ communities, hidden, onChange }: ChipsProps) => {
  const { t } = useLingui();
  const toggle = (id: string): void => {
    const after = new Set(hidden);
    if (!after.delete(id)) after.add(id);
    onChange(after);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and is for what is sent
    <div className={styles.chips} role="group" aria-label={t`Whose meetings`}>
      {communities.map(({ id, name }) => (
        <ToggleButton
          key={id}
          className={`${styles.chip} ${dyeClass(id)}`}
          isSelected={!hidden.has(id)}
          onChange={() => toggle(id)}
        >
          <Swatch id={id} />
          {name}
        </ToggleButton>
      ))}
    </div>
  );
};
