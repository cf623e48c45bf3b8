import { type ReactNode, useId } from 'react';
import styles from './field.module.css';

interface ChoiceProps {
  readonly kind?: 'checkbox' | 'radio';
  readonly name?: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly boxed?: boolean;
  readonly disabled?: boolean;
}

/** One thing to tick or to choose, its whole box being what is pressed. The browser’s own control, so all know it. */
export const Choice = ({
  kind = 'checkbox',
  name,
  label,
  hint,
  checked,
  onChange,
  boxed = false,
  disabled = false,
}: ChoiceProps) => {
  const id = useId();
  return (
    <div className={`${styles.choice} ${boxed ? styles.boxed : ''}`}>
      <input
        id={id}
        type={kind}
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="small quiet">
          {hint}
        </p>
      )}
    </div>
  );
};

/** Choices that belong to one question. */
export const Choices = ({
  legend,
  hint,
  children,
  head = false,
}: {
  legend: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
  head?: boolean;
}) => (
  <fieldset className={head ? styles.consents : undefined}>
    <legend className={styles.legend}>{legend}</legend>
    {hint && <p className={`${styles.consentsHint} quiet`}>{hint}</p>}
    {children}
  </fieldset>
);
