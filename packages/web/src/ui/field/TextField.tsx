import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import {
  type TextFieldProps as AriaProps,
  TextField as AriaTextField,
} from 'react-aria-components/TextField';
import styles from './field.module.css';

interface TextFieldProps extends Omit<AriaProps, 'className' | 'children' | 'isInvalid'> {
  readonly label: ReactNode;
  /** Stands before the field; there is no text in it that vanishes. */
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly optional?: ReactNode;
  readonly lines?: boolean;
}

export const TextField = ({ label, hint, error, optional, lines = false, ...rest }: TextFieldProps) => (
  <AriaTextField
    {...rest}
    className={`${styles.field} ${error ? styles.faulty : ''}`}
    isInvalid={error !== undefined}
    validationBehavior="aria"
  >
    <Label>
      {label}
      {optional && <span className={styles.optional}> {optional}</span>}
    </Label>
    {hint && (
      <Text slot="description" className={styles.hint ?? ''}>
        {hint}
      </Text>
    )}
    {error !== undefined && (
      <FieldError className={styles.error ?? ''}>
        <CircleAlert className="icon" aria-hidden="true" />
        {error}
      </FieldError>
    )}
    {lines ? <TextArea className={styles.input ?? ''} /> : <Input className={styles.input ?? ''} />}
  </AriaTextField>
);
