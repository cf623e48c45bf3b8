import { CircleAlert } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useEffect, useRef } from 'react';
import styles from './field.module.css';

/** What stands in the way of sending a form: by field, or of the whole. */
export interface Faults {
  readonly fields: ReadonlyMap<string, string>;
  readonly whole?: string | undefined;
}

interface FormProps {
  readonly faults?: Faults | undefined;
  /** Said above what stands in the way. */
  readonly faultsTitle: string;
  readonly onSubmit: () => void;
  /** As wide as its page: where something stands beside the fields. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A form whose faults stand first, lead to their fields, and have the focus when they appear. */
export const Form = ({ faults, faultsTitle, onSubmit, wide = false, children }: FormProps) => {
  const summary = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const lines = faults ? [...faults.fields] : [];
  useEffect(() => {
    if (faults) summary.current?.focus();
  }, [faults]);
  const lead = (field: string): void => {
    const found = form.current?.elements.namedItem(field);
    if (found instanceof HTMLElement) found.focus();
  };
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form ref={form} className={`${styles.form} ${wide ? styles.wide : ''}`} noValidate onSubmit={send}>
      {faults && (
        <div ref={summary} className={styles.errors} role="alert" tabIndex={-1}>
          <h2>
            <CircleAlert className="icon" aria-hidden="true" />
            {faultsTitle}
          </h2>
          {faults.whole && <p>{faults.whole}</p>}
          {lines.length > 0 && (
            <ul>
              {lines.map(([field, said]) => (
                <li key={field}>
                  <a
                    href={`#${field}`}
                    onClick={(event) => {
                      event.preventDefault();
                      lead(field);
                    }}
                  >
                    {said}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {children}
    </form>
  );
};
