import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { meetingQuery } from '../coming/queries.ts';
import { useCommunities } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { usePlaceIn } from '../session/reading.ts';
import { Empty } from '../ui/empty/Empty.tsx';
import { Prose, Title } from '../ui/layout/Layout.tsx';
import { BringChat } from './BringChat.tsx';
import { Messages } from './Messages.tsx';
import styles from './past.module.css';
import { chatQuery } from './queries.ts';
import { SharedLinks } from './SharedLinks.tsx';

const route = getRouteApi('/meetings/$meeting/chat');

/** The chat of a meeting; those who run its community bring it. */
export const ChatPage = () => {
  const { t } = useLingui();
  const { meeting: id } = route.useParams();
  const meeting = useSuspenseQuery(meetingQuery(id)).data;
  const messages = useSuspenseQuery(chatQuery(id)).data;
  const { runs } = usePlaceIn(meeting.community);
  const of = useCommunities().find((one) => one.id === meeting.community);
  return (
    <Prose>
      <DocumentTitle>{`${t`Chat`} – ${meeting.title}`}</DocumentTitle>
      {of && (
        <p className={styles.back}>
          <Link to="/communities/$community/meetings" params={{ community: of.slug }}>
            <Trans>Meetings of {of.name}</Trans>
          </Link>
        </p>
      )}
      <Title lead={<Trans>The chat of the meeting</Trans>}>{meeting.title}</Title>
      {messages.length > 0 && (
        <>
          <SharedLinks meeting={meeting} />
          <Messages community={meeting.community} messages={messages} />
        </>
      )}
      {messages.length === 0 && runs && <BringChat meeting={meeting} />}
      {messages.length === 0 && !runs && (
        <Empty title={<Trans>Nobody brought the chat of this meeting</Trans>}>
          <Trans>Those who run the community can.</Trans>
        </Empty>
      )}
    </Prose>
  );
};
