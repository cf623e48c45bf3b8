import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { heldMeetingsQuery } from '../calendar/queries.ts';
import { AnswerableRows } from '../coming/AnswerableRows.tsx';
import { MeetingRows } from '../communities/MeetingRows.tsx';
import { comingMeetingsQuery, useCommunities, useCommunityAt } from '../communities/queries.ts';
import { Empty } from '../ui/empty/Empty.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { PlaceFrame } from './PlaceFrame.tsx';

const route = getRouteApi('/communities/$community/meetings');

/** A community’s meetings: those that are coming, and those of the last year. */
export const CommunityMeetings = () => {
  const { t } = useLingui();
  const { community: slug } = route.useParams();
  const community = useCommunityAt(slug);
  const communities = useCommunities();
  const { data: coming } = useSuspenseQuery(comingMeetingsQuery(community.id));
  const { data: held } = useSuspenseQuery(heldMeetingsQuery(community.id));
  return (
    <PlaceFrame community={community} page={t`Meetings`}>
      <div className="stack stack--wide">
        {coming.length > 0 ? (
          <Section id="coming" title={<Trans>Coming meetings</Trans>} level={3}>
            <AnswerableRows meetings={coming} communities={communities} />
          </Section>
        ) : (
          <Empty title={<Trans>No meeting is planned just now</Trans>}>
            <Trans>As soon as one is, it stands here.</Trans>
          </Empty>
        )}
        {held.length > 0 && (
          <Section id="held" title={<Trans>Meetings of the last year</Trans>} level={3}>
            <MeetingRows meetings={held} communities={communities} />
          </Section>
        )}
      </div>
    </PlaceFrame>
  );
};
