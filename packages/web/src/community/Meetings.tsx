import { Trans, useLingui } from '@lingui/react/macro';
import type { MeetingNotice } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { heldMeetingsQuery } from '../calendar/queries.ts';
import { AnswerableRows } from '../coming/AnswerableRows.tsx';
import { MeetingRows } from '../communities/MeetingRows.tsx';
import { communityMeetingsQuery, useCommunities, useCommunityAt } from '../communities/queries.ts';
import { usePlanning } from '../session/queries.ts';
import { usePlaceIn } from '../session/reading.ts';
import { Button, RouteButton } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Buttons } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { PlaceFrame } from './PlaceFrame.tsx';

const route = getRouteApi('/communities/$community/meetings');

/** So many of the coming meetings are shown at first: a weekly series alone has a year of them. */
const firstShown = 8;

/** A community’s meetings: those that are coming, and those of the last year. */
export const CommunityMeetings = () => {
  const { t } = useLingui();
  const { community: slug } = route.useParams();
  const community = useCommunityAt(slug);
  const communities = useCommunities();
  const { data: coming } = useSuspenseQuery(communityMeetingsQuery(community.id));
  const [all, setAll] = useState(false);
  const shown = all ? coming : coming.slice(0, firstShown);
  const plans = usePlanning()(community.id);
  const change = ({ id: meeting, community: of, status }: MeetingNotice) =>
    plans && of === community.id && status === 'planned' ? (
      <RouteButton
        to="/communities/$community/meetings/$meeting/change"
        params={{ community: community.slug, meeting }}
        look="quiet"
        size="small"
      >
        <Trans>Change</Trans>
      </RouteButton>
    ) : undefined;
  const { reads } = usePlaceIn(community.id);
  const chat = ({ id: meeting, community: of }: MeetingNotice) =>
    reads && of === community.id ? (
      <RouteButton to="/meetings/$meeting/chat" params={{ meeting }} look="quiet" size="small">
        <Trans>Chat</Trans>
      </RouteButton>
    ) : undefined;
  const { data: held } = useSuspenseQuery(heldMeetingsQuery(community.id));
  return (
    <PlaceFrame community={community} page={t`Meetings`}>
      <div className="stack stack--wide">
        {plans && (
          <Buttons>
            <RouteButton to="/communities/$community/meetings/new" params={{ community: community.slug }}>
              <Trans>Plan a meeting</Trans>
            </RouteButton>
            <RouteButton
              to="/communities/$community/meetings/past"
              params={{ community: community.slug }}
              look="quiet"
            >
              <Trans>Bring an earlier one</Trans>
            </RouteButton>
          </Buttons>
        )}
        {coming.length > 0 ? (
          <Section id="coming" title={<Trans>Coming meetings</Trans>} level={3}>
            <AnswerableRows meetings={shown} communities={communities} more={change} />
            {shown.length < coming.length && (
              <Button look="quiet" onPress={() => setAll(true)}>
                <Trans>Show all that are planned</Trans>
              </Button>
            )}
          </Section>
        ) : (
          <Empty title={<Trans>No meeting is planned just now</Trans>}>
            <Trans>As soon as one is, it stands here.</Trans>
          </Empty>
        )}
        {held.length > 0 && (
          <Section id="held" title={<Trans>Meetings of the last year</Trans>} level={3}>
            <MeetingRows meetings={held} communities={communities} act={chat} />
          </Section>
        )}
      </div>
    </PlaceFrame>
  );
};
