import { Trans, useLingui } from '@lingui/react/macro';
import type { Coming } from '@skein/contracts';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useAnswers } from './queries.ts';

/** How many seats there are: raised, lowered as far as they are free, or lifted. */
export const SeatsForm = ({ coming }: { coming: Coming }) => {
  const { t } = useLingui();
  const { seats } = useAnswers(coming.meeting);
  const [typed, setTyped] = useState(coming.capacity === undefined ? '' : String(coming.capacity));
  const [faults, setFaults] = useState<Faults>();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    const wanted = typed.trim();
    if (wanted && !/^[1-9]\d{0,5}$/.test(wanted))
      return setFaults({
        fields: new Map([['capacity', t`Write a number, or nothing where there is room for all.`]]),
      });
    setBusy(true);
    const answer = await seats(coming.meetingVersion, wanted ? Number(wanted) : null).catch(thrown);
    setBusy(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    setFaults(undefined);
    return say(t`The seats are changed.`);
  };
  return (
    <Form faults={faults} faultsTitle={t`That did not work`} onSubmit={save}>
      <TextField
        name="capacity"
        label={t`Seats`}
        hint={t`Nothing here: there is room for all. More seats go to those who wait, in their order.`}
        inputMode="numeric"
        error={faults?.fields.get('capacity')}
        value={typed}
        onChange={setTyped}
      />
      <Buttons>
        <Button type="submit" look="quiet" pending={busy && t`Saving …`}>
          <Trans>Change the seats</Trans>
        </Button>
      </Buttons>
    </Form>
  );
};
