import { Trans, useLingui } from '@lingui/react/macro';
import type { Meeting } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { say } from '../ui/toast/toasts.ts';
import { checkOutsQuery, useMeetingSteps } from './queries.ts';

/** Closes a meeting, after a question that says what follows and with what those present check out. */
export const CloseMeeting = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [checkOut, setCheckOut] = useState('');
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Faults>();
  const { data: instruments = [] } = useQuery({ ...checkOutsQuery, enabled: open });
  const { close } = useMeetingSteps(meeting);
  const send = async (): Promise<void> => {
    setBusy(true);
    const answer = await close(checkOut).catch(thrown);
    setBusy(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    setOpen(false);
    say(t`The meeting is closed.`);
  };
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        <Trans>Close the meeting</Trans>
      </Button>
      <Dialog title={t`Close the meeting?`} open={open} onClose={() => setOpen(false)}>
        <Form faults={faults} faultsTitle={t`That did not work`} onSubmit={send}>
          <p>
            <Trans>
              Notes and attendance then stay as they are. What was not reached goes on to the next date of the
              series.
            </Trans>
          </p>
          <SelectField
            name="checkOut"
            label={t`Check-out`}
            hint={t`Those who are here are asked it by letter.`}
            empty={t`None`}
            value={checkOut}
            onChange={setCheckOut}
            options={instruments.map(({ id, title }) => [id, title])}
          />
          <Buttons>
            <Button type="submit" pending={busy && t`Closing …`}>
              <Trans>Close the meeting</Trans>
            </Button>
            <Button look="quiet" onPress={() => setOpen(false)}>
              <Trans>Not now</Trans>
            </Button>
          </Buttons>
        </Form>
      </Dialog>
    </>
  );
};
