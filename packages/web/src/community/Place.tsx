import { Trans } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { MeetingRows } from '../communities/MeetingRows.tsx';
import { comingMeetingsQuery, useCommunities, useCommunityAt } from '../communities/queries.ts';
import { Paragraphs, Two } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { CommunityWork } from '../work/CommunityWork.tsx';
import styles from './community.module.css';
import { Hosts } from './Hosts.tsx';
import { PlaceFrame, useTakesPart } from './PlaceFrame.tsx';

const route = getRouteApi('/communities/$community');

/** A community as a place: what it is for, when it meets, who holds it together. */
export const Place = () => {
  const { community: slug } = route.useParams();
  const communities = useCommunities();
  const community = useCommunityAt(slug);
  const { id, description } = community;
  const meetings = useSuspenseQuery(comingMeetingsQuery(id)).data;
  const belongs = useTakesPart(id);
  return (
    <PlaceFrame community={community}>
      <Two
        main={
          <>
            {description && (
              <section aria-labelledby="about" className="stack">
                <h2 id="about">
                  <Trans>What it is about</Trans>
                </h2>
                <div className={`${styles.about} stack`}>
                  <Paragraphs text={description} />
                </div>
              </section>
            )}
            <Section id="meetings" title={<Trans>Coming meetings</Trans>}>
              {meetings.length > 0 ? (
                <MeetingRows meetings={meetings.slice(0, 4)} communities={communities} />
              ) : (
                <p className="quiet">
                  <Trans>No meeting is planned just now.</Trans>
                </p>
              )}
            </Section>
            {belongs && <CommunityWork community={id} />}
          </>
        }
        side={
          <>
            <Hosts community={community} />
            {belongs && (
              <Link to="/people" search={{ community: id }}>
                <Trans>All people of the community</Trans>
              </Link>
            )}
          </>
        }
      />
    </PlaceFrame>
  );
};
