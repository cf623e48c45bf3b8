import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import styles from './field.module.css';

interface SelectFieldProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What stands for nothing chosen; absent where something always is. */
  readonly empty?: string;
  readonly options: readonly (readonly [string, string])[];
}

/** One of several, by the browser’s own control: on a phone it is the one that people know. */
export const SelectField = ({
  name,
  label,
  hint,
  error,
  value,
  onChange,
  empty,
  options,
}: SelectFieldProps) => {
  const id = useId();
  const said = [hint && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={`${styles.field} ${error === undefined ? '' : styles.faulty}`}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      {error !== undefined && (
        <span id={`${id}-error`} className={styles.error}>
          <CircleAlert className="icon" aria-hidden="true" />
          {error}
        </span>
      )}
      <select
        id={id}
        name={name}
        className={styles.input}
        value={value}
        aria-describedby={said || undefined}
        aria-invalid={error !== undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
};
