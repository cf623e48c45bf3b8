import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import styles from './toggles.module.css';

interface TogglesProps<K extends string> {
  /** What is asked, for who does not see what it stands beside. */
  readonly label: string;
  readonly choices: readonly { readonly key: K; readonly label: ReactNode }[];
  readonly chosen: K | undefined;
  readonly onChoose: (key: K) => void;
  readonly disabled?: boolean;
}

/** One of a few short answers, taken at once when it is pressed. */
export const Toggles = <K extends string>({
  label,
  choices,
  chosen,
  onChoose,
  disabled = false,
}: TogglesProps<K>) => (
  <ToggleButtonGroup
    aria-label={label}
    className={styles.toggles ?? ''}
    selectionMode="single"
    disallowEmptySelection
    isDisabled={disabled}
    selectedKeys={chosen === undefined ? [] : [chosen]}
    onSelectionChange={(keys) => {
      const key = choices.find((one) => keys.has(one.key))?.key;
      if (key !== undefined && key !== chosen) onChoose(key);
    }}
  >
    {choices.map(({ key, label: words }) => (
      <ToggleButton key={key} id={key} className={styles.toggle ?? ''}>
        {key === chosen && <Check className="icon" aria-hidden="true" />}
        {words}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
);
