import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery } from '../people/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { say } from '../ui/toast/toasts.ts';
import { type MyStep, useStepChange } from './queries.ts';

/** Proposes a step to a member of its community; it waits for them on their first page. */
export const AskSomebody = ({ step }: { step: MyStep }) => {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [person, setPerson] = useState('');
  const [faults, setFaults] = useState<Faults>();
  const [busy, setBusy] = useState(false);
  const { data: members = [] } = useQuery({ ...membersQuery(step.community), enabled: open });
  const change = useStepChange();
  const send = async (): Promise<void> => {
    if (!person) return setFaults({ fields: new Map([['person', t`Choose who is to be asked.`]]) });
    setBusy(true);
    const answer = await change(step, { owners: [person] }).catch(thrown);
    setBusy(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    setOpen(false);
    return say(t`They are asked: it waits on their first page.`);
  };
  return (
    <>
      <Button size="small" onPress={() => setOpen(true)}>
        <Trans>Ask somebody</Trans>
      </Button>
      <Dialog title={t`Who could take it on?`} open={open} onClose={() => setOpen(false)}>
        <Form faults={faults} faultsTitle={t`That did not work`} onSubmit={send}>
          <p>“{step.title}”</p>
          <SelectField
            name="person"
            label={t`A member of the community`}
            hint={t`It waits on their first page until they accept it, or say that it is not for them.`}
            error={faults?.fields.get('person')}
            value={person}
            onChange={setPerson}
            empty={t`Choose somebody`}
            options={members.map(({ id, name }) => [id, name] as const)}
          />
          <Buttons>
            <Button type="submit" pending={busy && t`Saving …`}>
              <Trans>Ask them</Trans>
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
