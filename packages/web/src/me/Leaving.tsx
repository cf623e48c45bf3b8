import { Trans, useLingui } from '@lingui/react/macro';
import type { MyErasure } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCommunities } from '../communities/queries.ts';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Prose } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { useMoments } from '../words/moments.ts';
import { MePage } from './MePage.tsx';
import { erasureQuery, useMe, useMyChanges } from './queries.ts';
import { WhatFollows } from './WhatFollows.tsx';

type Request = NonNullable<MyErasure['request']>;

/** How a wish stands that was made, in a sentence. */
const Stands = ({ request: { status, reason, notBefore } }: { request: Request }) => {
  const { email = '' } = useMe();
  const { written } = useMoments();
  const since = notBefore && written(notBefore);
  if (status === 'unconfirmed')
    return (
      <Trans>
        You asked to be forgotten. A letter is on its way to {email}: nothing happens before you use its link,
        within two days.
      </Trans>
    );
  if (status === 'proposed')
    return (
      <Trans>
        Somebody who hosts the network noted that you asked in writing to be forgotten. Nothing happens before
        another host agrees.
      </Trans>
    );
  if (reason === 'no-basis-left')
    return (
      <Trans>
        Nothing is left on which the network may keep your data, so it is deleted in some days. Agree to
        something again, and you stay.
      </Trans>
    );
  if (since)
    return <Trans>You are to be forgotten. It begins {since}; until then you can take it back.</Trans>;
  return (
    <Trans>You are being forgotten. A last letter will tell you what was deleted, and what was kept.</Trans>
  );
};

/** A wish that was made: how it stands, and the way back while there is one. */
const Made = ({ request }: { request: Request }) => {
  const { t } = useLingui();
  const { stay, forgetMe } = useMyChanges();
  const { status, reason, notBefore } = request;
  const waits = status === 'unconfirmed' || status === 'proposed' || notBefore !== undefined;
  return (
    <section className="stack">
      <Notice tone="caution" live>
        <Stands request={request} />
      </Notice>
      {reason === 'no-basis-left' && (
        <Link to="/me/agreements">
          <Trans>What I agreed to</Trans>
        </Link>
      )}
      {waits && reason !== 'no-basis-left' && (
        <AskedStep
          label={t`I stay`}
          done={t`You stay. Nothing was deleted.`}
          title={t`Take it back?`}
          follows={t`Nothing is deleted, and the letter’s link no longer does anything.`}
          act={() => stay(request.id)}
        />
      )}
      {status === 'unconfirmed' && (
        <AskedStep
          label={t`Send the letter again`}
          done={t`The letter is on its way.`}
          title={t`Send the letter again?`}
          follows={t`Look among the unwanted letters first: it may be there.`}
          act={forgetMe}
        />
      )}
    </section>
  );
};

/** Why it cannot be asked for yet, or the one step that asks for it. */
const Asking = ({ lastAdministrator, waitsADay }: MyErasure) => {
  const { t } = useLingui();
  const { email = '' } = useMe();
  const { forgetMe } = useMyChanges();
  if (lastAdministrator)
    return (
      <Notice tone="caution">
        <Trans>
          You are the last administrator of the network. Name another one first: without one nobody could run
          it.
        </Trans>
      </Notice>
    );
  return (
    <AskedStep
      look="danger"
      label={t`Forget me`}
      done={t`A letter is on its way to you. Nothing happens before you use its link.`}
      title={t`Leave the network, and be forgotten?`}
      follows={
        waitsADay
          ? t`We send a letter to ${email}. Once you use its link, your profile, your places in communities and your letters are deleted a day later, since you have a role in the network. That cannot be undone.`
          : t`We send a letter to ${email}. Once you use its link, your profile, your places in communities and your letters are deleted. That cannot be undone.`
      }
      act={forgetMe}
    />
  );
};

const Unled = ({ unled }: MyErasure) => {
  const { list } = useMoments();
  const names = useCommunities().flatMap(({ id, name }) => (unled.includes(id) ? [name] : []));
  if (names.length === 0) return null;
  return (
    <Notice tone="caution">
      <Trans>
        Nobody else facilitates {list(names)}. If you can, name somebody before you go; the hosts are told
        otherwise.
      </Trans>
    </Notice>
  );
};

/** Leaving a community, or the network altogether: what goes and what stays is said before. */
export const Leaving = () => {
  const { t } = useLingui();
  const mine = useSuspenseQuery(erasureQuery).data;
  return (
    <MePage title={t`Leave, or be forgotten`}>
      <Prose>
        <div className="stack stack--wide">
          {mine.request ? <Made request={mine.request} /> : null}
          <section className="stack stack--tight">
            <h2>
              <Trans>Leave a community</Trans>
            </h2>
            <p>
              <Trans>
                You do that on the community’s page, and your place in the others stays. See{' '}
                <Link to="/me/communities">My communities and roles</Link>.
              </Trans>
            </p>
          </section>
          <section className="stack stack--tight">
            <h2>
              <Trans>Have fewer letters</Trans>
            </h2>
            <p>
              <Trans>
                You can stay and stop any letter: under <Link to="/me/agreements">What I agreed to</Link>.
              </Trans>
            </p>
          </section>
          <WhatFollows waitsADay={mine.waitsADay} />
          {!mine.request && (
            <section className="stack">
              <Unled {...mine} />
              <Asking {...mine} />
            </section>
          )}
        </div>
      </Prose>
    </MePage>
  );
};
