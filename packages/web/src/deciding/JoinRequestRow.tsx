import { Trans, useLingui } from '@lingui/react/macro';
import type { JoinRequest } from '@skein/contracts';
import { useCommunities } from '../communities/queries.ts';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Row } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { useDeciding } from './answers.ts';

/** Somebody who asks to come in. */
export const JoinRequestRow = ({ request }: { request: JoinRequest }) => {
  const { t } = useLingui();
  const { name, email, message, askedAt } = request;
  const community = useCommunities().find(({ id }) => id === request.community)?.name ?? '';
  const { welcome, decline } = useDeciding();
  const { written } = useMoments();
  return (
    <Row
      lead={<Avatar id={request.id} name={name} size="large" />}
      title={
        <Trans>
          {name} wants to join {community}
        </Trans>
      }
      meta={
        <>
          {message && <p>“{message}”</p>}
          {email} · <time dateTime={askedAt}>{written(askedAt)}</time>
        </>
      }
      act={
        <>
          <AskedStep
            label={t`Welcome`}
            done={t`${name} is a member now, and is told by letter.`}
            look="solid"
            title={t`Welcome ${name}?`}
            follows={<Trans>They become a member of {community}, and get a letter that says so.</Trans>}
            act={() => welcome(request)}
          />
          <AskedStep
            label={t`Decline`}
            done={t`${name} is told by letter.`}
            look="danger"
            title={t`Decline ${name}?`}
            follows={
              <Trans>
                They get a letter that says so. What they wrote is forgotten at once; this cannot be undone.
              </Trans>
            }
            act={() => decline(request)}
          />
        </>
      }
    />
  );
};
