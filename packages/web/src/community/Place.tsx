import { Plural, Trans } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Leaf } from 'lucide-react';
import { MeetingRows } from '../communities/MeetingRows.tsx';
import { comingMeetingsQuery, useCommunities, useCommunityAt } from '../communities/queries.ts';
import { useStatusName } from '../communities/status.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useActor } from '../session/store.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Banner } from '../ui/banner/Banner.tsx';
import { Paragraphs, Two } from '../ui/layout/Layout.tsx';
import { SectionHead } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { CommunityWork } from '../work/CommunityWork.tsx';
import { Belonging } from './Belonging.tsx';
import styles from './community.module.css';
import { Hosts } from './Hosts.tsx';

const route = getRouteApi('/communities/$community');

/** A community as a place: what it is for, when it meets, who holds it together. */
export const Place = () => {
  const { community: slug } = route.useParams();
  const communities = useCommunities();
  const community = useCommunityAt(slug);
  const { id, name, domain, description, status, members, statusHistory } = community;
  const meetings = useSuspenseQuery(comingMeetingsQuery(id)).data;
  const actor = useActor();
  const statusName = useStatusName();
  const { written, number } = useMoments();
  const belongs = Object.hasOwn(actor?.communities ?? {}, id) && actor?.communities[id] !== 'guest';
  const founded = statusHistory[0]?.since;
  return (
    <>
      <DocumentTitle>{name}</DocumentTitle>
      <Banner id={id} buttons={<Belonging key={actor?.person ?? ''} community={community} />}>
        <div className="row small">
          <Badge tone="onFill">
            <Leaf className="icon" aria-hidden="true" />
            {statusName(status)}
          </Badge>
          <span>
            <Plural value={members} one={`${number(members)} member`} other={`${number(members)} members`} />
            {founded && (
              <>
                , <Trans>since {written(founded, 'since')}</Trans>
              </>
            )}
          </span>
        </div>
        <h1>{name}</h1>
        <p className="lead">{domain}</p>
      </Banner>
      <div className={styles.below}>
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
              <section aria-labelledby="meetings">
                <SectionHead>
                  <h2 id="meetings">
                    <Trans>Coming meetings</Trans>
                  </h2>
                </SectionHead>
                {meetings.length > 0 ? (
                  <MeetingRows meetings={meetings.slice(0, 8)} communities={communities} />
                ) : (
                  <p className="quiet">
                    <Trans>No meeting is planned just now.</Trans>
                  </p>
                )}
              </section>
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
      </div>
    </>
  );
};
