import { Trans } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CommunityCard } from '../communities/CommunityCard.tsx';
import { MeetingRows } from '../communities/MeetingRows.tsx';
import { comingMeetingsQuery, useCommunities } from '../communities/queries.ts';
import { LatestLetter } from '../letters/Latest.tsx';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useNetwork } from '../session/queries.ts';
import { RouteButton } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Buttons, Cards, Paragraphs, Two } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { Hello } from './Hello.tsx';

const shown = 6;

const SomeCommunities = () => {
  const communities = useCommunities().filter(({ status }) => status !== 'closed');
  return (
    <Section
      id="communities"
      title={<Trans>Our communities</Trans>}
      more={
        <Link to="/communities">
          <Trans>All communities</Trans>
        </Link>
      }
    >
      {communities.length > 0 ? (
        <Cards>
          {communities
            .toSorted((one, other) => other.members - one.members)
            .slice(0, shown)
            .map((community) => (
              <CommunityCard key={community.id} community={community} />
            ))}
        </Cards>
      ) : (
        <Empty title={<Trans>There are no communities to see yet</Trans>} />
      )}
    </Section>
  );
};

const ComingMeetings = () => {
  const communities = useCommunities();
  const meetings = useSuspenseQuery(comingMeetingsQuery()).data;
  return (
    <Section
      id="meetings"
      title={<Trans>Coming meetings</Trans>}
      more={
        <Link to="/calendar">
          <Trans>Calendar</Trans>
        </Link>
      }
    >
      {meetings.length > 0 ? (
        <MeetingRows meetings={meetings.slice(0, shown)} communities={communities} />
      ) : (
        <p className="quiet">
          <Trans>No meeting for everybody is planned just now.</Trans>
        </p>
      )}
    </Section>
  );
};

/** What this network is, for who does not know it yet. */
export const VisitorHome = () => {
  const { name, purpose } = useNetwork();
  return (
    <>
      <DocumentTitle>{''}</DocumentTitle>
      <Hello title={name}>
        {purpose ? (
          <Paragraphs text={purpose} />
        ) : (
          <p>
            <Trans>
              A network of communities of practice: people who do the same work, and make it better together.
            </Trans>
          </p>
        )}
        <Buttons>
          <RouteButton to="/join">
            <Trans>Join</Trans>
          </RouteButton>
          <RouteButton to="/communities" look="quiet">
            <Trans>See the communities</Trans>
          </RouteButton>
          <RouteButton to="/sign-in" look="bare">
            <Trans>Sign in</Trans>
          </RouteButton>
        </Buttons>
      </Hello>
      <Two
        main={<SomeCommunities />}
        side={
          <>
            <ComingMeetings />
            <LatestLetter />
          </>
        }
      />
    </>
  );
};
