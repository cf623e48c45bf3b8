import { Trans, useLingui } from '@lingui/react/macro';
import type { IntroductionWish, Person } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { HeartHandshake } from 'lucide-react';
import { useState } from 'react';
import { useCommunities } from '../communities/queries.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { introductionQuery, myIntroductionWishesQuery, useIntroductionWish } from './queries.ts';

const WishForm = ({ person, onDone }: { person: Person; onDone: () => void }) => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft(`introduce-${person.id}`, { reason: '', community: '' });
  const [faults, setFaults] = useState<Faults>();
  const [busy, setBusy] = useState(false);
  const communities = useCommunities().filter(({ id }) =>
    person.communities.some(({ community }) => community === id),
  );
  const wish = useIntroductionWish();
  const send = async (): Promise<void> => {
    const reason = draft.reason.trim();
    if (!reason) return setFaults({ fields: new Map([['reason', t`Write why you would like to meet.`]]) });
    setBusy(true);
    const { community } = draft;
    const answer = await wish({ to: person.id, reason, ...(community && { community }) }).catch(thrown);
    setBusy(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    forget();
    onDone();
    return say(t`They are asked to introduce you, and you hear by letter.`);
  };
  return (
    <Form faults={faults} faultsTitle={t`That could not be sent`} onSubmit={send}>
      <p>
        <Trans>
          {person.name} does not hear of it yet. Whoever introduces you writes to you both, and each of you
          says whether you want to.
        </Trans>
      </p>
      <TextField
        name="reason"
        lines
        label={t`Why would you like to meet?`}
        hint={t`Those who introduce you read it.`}
        error={faults?.fields.get('reason') ?? faults?.fields.get('to')}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        maxLength={2000}
      />
      {communities.length > 0 && (
        <SelectField
          name="community"
          label={t`Who is to introduce you?`}
          error={faults?.fields.get('community')}
          value={draft.community}
          onChange={(community) => change({ community })}
          empty={t`Those who host the network`}
          options={communities.map(({ id, name }) => [id, t`Those who facilitate ${name}`])}
        />
      )}
      <Buttons>
        <Button type="submit" pending={busy && t`Sending …`}>
          <Trans>Ask to be introduced</Trans>
        </Button>
        <Button look="quiet" onPress={onDone}>
          <Trans>Not now</Trans>
        </Button>
      </Buttons>
    </Form>
  );
};

/** How an introduction stands, as whoever asked for it may know. */
const Introduced = ({ introduction }: { introduction: string }) => {
  const { data } = useQuery({ ...introductionQuery(introduction), retry: false });
  switch (data?.status) {
    case 'connected':
      return <Trans>You are introduced: a letter has your addresses.</Trans>;
    case 'declined':
    case 'expired':
      return <Trans>You were introduced, and nothing came of it.</Trans>;
    default:
      return <Trans>A letter asks each of you whether you want to.</Trans>;
  }
};

const Wished = ({ wish: { status, askedAt, answer, introduction } }: { wish: IntroductionWish }) => {
  const { written } = useMoments();
  return (
    <div className="stack stack--tight">
      <p>
        {status === 'open' ? (
          <Badge tone="caution">
            <Trans>You asked to be introduced</Trans>
          </Badge>
        ) : (
          <Badge tone={status === 'introduced' ? 'positive' : 'line'}>
            {status === 'introduced' ? <Trans>Introduced</Trans> : <Trans>Not introduced</Trans>}
          </Badge>
        )}
      </p>
      <p className="small">
        {introduction ? (
          <Introduced introduction={introduction} />
        ) : answer ? (
          <>“{answer}”</>
        ) : (
          <Trans>Asked on {written(askedAt, 'date')}; you hear by letter.</Trans>
        )}
      </p>
    </div>
  );
};

/** Asking a weaver to bring one together with this person, and what came of it. */
export const IntroduceUs = ({ person, me }: { person: Person; me: string }) => {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const { data: wishes = [] } = useQuery(myIntroductionWishesQuery(me));
  const last = wishes.findLast(({ to }) => to === person.id);
  return (
    <div className="stack">
      {last && <Wished wish={last} />}
      {last?.status !== 'open' && (
        <div>
          <Button look="quiet" onPress={() => setOpen(true)}>
            <HeartHandshake className="icon" aria-hidden="true" />
            <Trans>Introduce us</Trans>
          </Button>
        </div>
      )}
      <Dialog title={t`Be introduced to ${person.name}`} open={open} onClose={() => setOpen(false)}>
        <WishForm person={person} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
};
