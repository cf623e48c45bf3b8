import { Trans, useLingui } from '@lingui/react/macro';
import type { ErasureRequest } from '@skein/contracts';
import { PersonName, useNameOf } from '../people/Named.tsx';
import { useActor } from '../session/store.ts';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { Badge } from '../ui/badge/Badge.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Row } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { useDeciding } from './answers.ts';
import { waitsFor } from './queries.ts';

const Withdraw = ({ erasure, name }: { erasure: ErasureRequest; name: string }) => {
  const { t } = useLingui();
  const { withdraw } = useDeciding();
  return (
    <AskedStep
      label={t`Withdraw it`}
      done={t`It is withdrawn; ${name} stays.`}
      title={t`Withdraw the erasure of ${name}?`}
      follows={<Trans>{name} stays a member, with all that they have. It can be asked for again.</Trans>}
      act={() => withdraw(erasure)}
    />
  );
};

const Agree = ({ erasure, name }: { erasure: ErasureRequest; name: string }) => {
  const { t } = useLingui();
  const { agree } = useDeciding();
  return (
    <AskedStep
      label={t`Agree`}
      done={t`It begins in a day, and can be withdrawn until then.`}
      look="danger"
      title={t`Agree that ${name} is erased?`}
      follows={
        <Trans>
          It begins a day later, and {name} or a host can withdraw it until then. After that everything of{' '}
          {name} is gone, and nobody can bring it back.
        </Trans>
      }
      act={() => agree(erasure)}
    />
  );
};

/** Somebody with roles in the network whom a host noted to be erased: another host agrees, or it is withdrawn. */
export const ErasureRow = ({ erasure }: { erasure: ErasureRequest }) => {
  const { person, by, askedAt, status, notBefore, heldBack } = erasure;
  const me = useActor()?.person ?? '';
  const name = useNameOf(person);
  const { written } = useMoments();
  const mine = waitsFor(me, erasure);
  return (
    <Row
      lead={<Avatar id={person} name={name} size="large" />}
      title={<Trans>{name} is to be erased</Trans>}
      meta={
        <>
          {status === 'proposed' && !mine && (
            <p>
              <Badge>
                <Trans>Waits for another host’s word</Trans>
              </Badge>
            </p>
          )}
          {status === 'confirmed' && notBefore && (
            <p>
              <Badge>
                <Trans>Begins {written(notBefore)}</Trans>
              </Badge>
            </p>
          )}
          {heldBack && (
            <p>
              <Trans>It waits until somebody else is an administrator too.</Trans>
            </p>
          )}
          {by && (
            <p>
              <Trans>
                <PersonName id={by} /> noted that they asked for it in writing.
              </Trans>
            </p>
          )}
          <PersonName id={person} /> · <time dateTime={askedAt}>{written(askedAt)}</time>
        </>
      }
      act={
        <>
          {mine && <Agree erasure={erasure} name={name} />}
          <Withdraw erasure={erasure} name={name} />
        </>
      }
    />
  );
};
