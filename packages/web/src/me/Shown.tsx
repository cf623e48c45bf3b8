import { Trans, useLingui } from '@lingui/react/macro';
import type { FieldAudience, ProfileField } from '@skein/contracts';
import type { ReactNode } from 'react';
import { SelectField } from '../ui/field/SelectField.tsx';
import styles from './me.module.css';

const useAudiences = (): Readonly<Record<FieldAudience, string>> => {
  const { t } = useLingui();
  return {
    network: t`Everybody in the network`,
    communities: t`Those in my communities`,
    nobody: t`Nobody but the hosts`,
  };
};

interface ShownProps {
  readonly field: ProfileField;
  readonly what: string;
  readonly by: FieldAudience;
  readonly onChange: (audience: FieldAudience) => void;
  readonly children: ReactNode;
}

/** A field of the profile, and beside it who sees it. */
export const Shown = ({ field, what, by, onChange, children }: ShownProps) => (
  <div className={styles.shown}>
    {children}
    <SelectField
      name={`visibility.${field}`}
      label={
        <>
          <Trans>Who sees it</Trans>
          <span className="unheard">: {what}</span>
        </>
      }
      value={by}
      onChange={(audience) => onChange(audience as FieldAudience)}
      options={Object.entries(useAudiences())}
    />
  </div>
);
