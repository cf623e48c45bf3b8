import { Trans } from '@lingui/react/macro';
import { RouteButton } from '../ui/button/Button.tsx';
import { Prose, Title } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';

/** After the form was sent: the one thing to do now. */
export const Sent = ({ email }: { email: string }) => (
  <Prose>
    <Title>
      <Trans>Now open the letter</Trans>
    </Title>
    <Notice tone="positive" live>
      <Trans>
        A letter is on its way to <b>{email}</b>. Open its link and say yes: only then are you heard of.
      </Trans>
    </Notice>
    <p>
      <Trans>It comes within a minute. Look among the unwanted letters if you do not see it.</Trans>
    </p>
    <RouteButton to="/communities" look="quiet">
      <Trans>See the communities</Trans>
    </RouteButton>
  </Prose>
);
