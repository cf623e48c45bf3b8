import { Trans } from '@lingui/react/macro';
import { useMyCommunities } from '../communities/queries.ts';
import { RouteButton } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Buttons } from '../ui/layout/Layout.tsx';

/** Where nothing waits: what to do first, or next. */
export const Begin = () => {
  const belongs = useMyCommunities().length > 0;
  return belongs ? (
    <Empty
      title={<Trans>Nothing waits for you</Trans>}
      act={
        <Buttons>
          <RouteButton to="/calendar">
            <Trans>See what is coming</Trans>
          </RouteButton>
          <RouteButton to="/people" look="quiet">
            <Trans>Find people</Trans>
          </RouteButton>
        </Buttons>
      }
    >
      <Trans>Surveys, votes and steps come here as soon as they wait for you.</Trans>
    </Empty>
  ) : (
    <Empty
      title={<Trans>Begin with a community</Trans>}
      act={
        <Buttons>
          <RouteButton to="/communities">
            <Trans>See the communities</Trans>
          </RouteButton>
          <RouteButton to="/me" look="quiet">
            <Trans>Say who you are</Trans>
          </RouteButton>
        </Buttons>
      }
    >
      <Trans>
        Join one that sounds like you, or sit in on a meeting for everybody. What waits for you then comes
        here.
      </Trans>
    </Empty>
  );
};
