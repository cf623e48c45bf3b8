import { Trans, useLingui } from '@lingui/react/macro';
import type { Session } from '@skein/contracts';
import { useEffect, useState } from 'react';
import { renew } from '../session/client.ts';
import { openLink, tokenIn } from '../session/sign-in.ts';
import { onOtherTab, visitNow } from '../session/store.ts';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Notice } from '../ui/notice/Notice.tsx';

/** After the letter was sent: waits for its link to be opened beside this, or takes it here. */
export const PastedLink = ({ onSignedIn }: { onSignedIn: (session: Session) => void }) => {
  const { t } = useLingui();
  const [pasted, setPasted] = useState('');
  const [faults, setFaults] = useState<Faults>();
  useEffect(
    () =>
      onOtherTab(async () => {
        const now = (await renew()) ? visitNow() : undefined;
        if (now?.kind === 'member') onSignedIn(now.session);
      }),
    [onSignedIn],
  );
  const open = async (): Promise<void> => {
    const token = tokenIn(pasted);
    if (!token)
      return setFaults({ fields: new Map([['link', t`Paste the whole link, as it stands in the letter.`]]) });
    const answer = await openLink(token).catch(thrown);
    if (answer.ok) onSignedIn(answer.value);
    else setFaults(faultsOf(answer.problem));
    return undefined;
  };
  return (
    <div className="stack stack--wide">
      <Notice live>
        <p>
          <Trans>
            If this address is a member’s, a letter with a link is on its way. Open the link in this browser,
            within ten minutes.
          </Trans>
        </p>
      </Notice>
      <Form faults={faults} faultsTitle={t`The link does not open anything`} onSubmit={open}>
        <TextField
          name="link"
          label={t`Or paste the link here`}
          hint={t`If you read the letter on another device, copy its link and bring it here.`}
          error={faults?.fields.get('link')}
          value={pasted}
          onChange={setPasted}
        />
        <Button type="submit" look="quiet">
          <Trans>Sign in with the link</Trans>
        </Button>
      </Form>
    </div>
  );
};
