import { Trans, useLingui } from '@lingui/react/macro';
import type { Series } from '@skein/contracts';
import { useState } from 'react';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { usePlanning } from './queries.ts';

/** A series rests from one day to another, and goes on by itself after that. */
export const Pause = ({ series, day }: { series: Series; day: string }) => {
  const { t } = useLingui();
  const { pause } = usePlanning();
  const [from, setFrom] = useState(day);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const missing = () => {
    const found = new Map<string, string>();
    if (!from) found.set('from', t`Say from which day.`);
    if (!until) found.set('until', t`Say until which day.`);
    else if (until < from) found.set('until', t`This day is before the first.`);
    if (!reason.trim()) found.set('reason', t`Say why, in a few words.`);
    return found;
  };
  return (
    <FormDialog
      label={t`Pause the series`}
      title={t`Pause “${series.title}”?`}
      send={t`Pause it`}
      done={t`The series rests, and goes on by itself.`}
      missing={missing}
      act={() => pause(series, { from, until, reason: reason.trim() })}
    >
      {(faults) => (
        <>
          <p>
            <Trans>
              Its dates from the first to the last of these days are cancelled, with the reason. Whoever comes
              is told.
            </Trans>
          </p>
          <TextField
            name="from"
            type="date"
            label={t`From`}
            error={faults?.fields.get('from')}
            value={from}
            onChange={setFrom}
          />
          <TextField
            name="until"
            type="date"
            label={t`Until`}
            error={faults?.fields.get('until')}
            value={until}
            onChange={setUntil}
          />
          <TextField
            name="reason"
            label={t`Why does it rest?`}
            maxLength={300}
            error={faults?.fields.get('reason')}
            value={reason}
            onChange={setReason}
          />
        </>
      )}
    </FormDialog>
  );
};
