import { Trans } from '@lingui/react/macro';
import type { Meeting } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { WriteEntry } from '../journal/EntryForm.tsx';
import { NamesKnown } from '../people/Named.tsx';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { Paragraphs } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { Agenda } from './Agenda.tsx';
import { Announced } from './Announced.tsx';
import { Attendance } from './Attendance.tsx';
import { CheckOutScores } from './CheckOutScores.tsx';
import { Clock } from './Clock.tsx';
import { MeetingHead } from './MeetingHead.tsx';
import { MinutesPart } from './MinutesPart.tsx';
import styles from './meetings.module.css';
import { Notes } from './Notes.tsx';
import { Prepare } from './Prepare.tsx';
import { roomQuery, useMeetingNames } from './queries.ts';
import { Reading } from './Reading.tsx';
import { Roles } from './Roles.tsx';

const route = getRouteApi('/meetings/$meeting');

const Room = ({ meeting }: { meeting: Meeting }) => {
  const { id, title, status, notes } = meeting;
  return (
    <NamesKnown value={useMeetingNames(id)}>
      <DocumentTitle>{title}</DocumentTitle>
      <MeetingHead meeting={meeting} />
      <div className={styles.room}>
        <div className={styles.side}>
          {status === 'running' && <Clock meeting={meeting} />}
          <Attendance meeting={meeting} />
          <Roles meeting={meeting} />
          <Reading meeting={meeting} />
          <Prepare meeting={meeting} />
        </div>
        <div className={styles.main}>
          <Agenda meeting={meeting} />
          <Section id="notes" title={<Trans>Notes</Trans>}>
            <div className={`${styles.text} stack`}>
              {notes && <Paragraphs text={notes} />}
              <Notes meeting={meeting} item={id} about={title} />
            </div>
          </Section>
          {status === 'closed' && (
            <div>
              <WriteEntry about={{ meeting: id }} />
            </div>
          )}
          {status === 'closed' && <MinutesPart meeting={meeting} />}
          {status === 'closed' && <CheckOutScores meeting={meeting} />}
          {status === 'closed' && (
            <p>
              <Link to="/meetings/$meeting/chat" params={{ meeting: id }}>
                <Trans>The chat of the meeting</Trans>
              </Link>
            </p>
          )}
        </div>
      </div>
    </NamesKnown>
  );
};

/** A meeting before, while and after it is held: for the second window beside a call, or a phone. */
export const MeetingPage = () => {
  const { meeting: id } = route.useParams();
  const found = useSuspenseQuery(roomQuery(id)).data;
  return 'notice' in found ? <Announced meeting={found.notice} /> : <Room meeting={found.meeting} />;
};
