import { Trans } from '@lingui/react/macro';
import type { Community, MeetingNotice } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { AnswerableRows } from '../coming/AnswerableRows.tsx';
import { useComing } from '../coming/queries.ts';
import { useOpensMeetings } from '../communities/opens.ts';
import { useCommunities } from '../communities/queries.ts';
import { useActor } from '../session/store.ts';
import { buttonClass } from '../ui/button/Button.tsx';
import { dyeClass } from '../ui/threads/dyes.ts';
import { readersTag } from '../words/languages.ts';
import { useMoments } from '../words/moments.ts';
import styles from './calendar.module.css';
import { dayKey, firstDayOfWeek, type MonthName, monthFrom, startOf, weeksOf } from './month.ts';
import { monthQuery } from './queries.ts';

const named = (day: Date, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(readersTag(), options).format(day);

const Way = ({ month, ahead }: { month: MonthName; ahead: 1 | -1 }) => {
  const to = monthFrom(month, ahead);
  const Icon = ahead === 1 ? ChevronRight : ChevronLeft;
  const words = <span>{named(startOf(to), { month: 'long' })}</span>;
  return (
    <Link
      to="/calendar"
      search={(before) => ({ ...before, month: to })}
      className={`${buttonClass({ look: 'quiet', size: 'small' })} ${styles.way}`}
      resetScroll={false}
    >
      {ahead === 1 && words}
      <Icon className="icon" aria-hidden="true" />
      {ahead === -1 && words}
    </Link>
  );
};

interface HappeningProps {
  readonly meeting: MeetingNotice;
  readonly communities: readonly Community[];
  readonly isGoing: boolean;
}

const Happening = ({ meeting, communities, isGoing }: HappeningProps) => {
  const { community, title, startsAt, cancelled, allDay, id } = meeting;
  const opens = useOpensMeetings();
  const of = communities.find((one) => one.id === community);
  const time = named(new Date(startsAt), { hour: '2-digit', minute: '2-digit' });
  const words = (
    <>
      <b>
        {allDay ? <Trans>All day</Trans> : time}
        {cancelled && (
          <>
            {' '}
            <Trans>cancelled</Trans>
          </>
        )}
        {isGoing && (
          <span className="unheard">
            , <Trans>you are going</Trans>
          </span>
        )}
      </b>
      {cancelled ? <s>{title}</s> : title}
      <span className="unheard">{of && `, ${of.name}`}</span>
    </>
  );
  const look = `${styles.event} ${isGoing ? styles.going : ''} ${dyeClass(community)}`;
  return opens(meeting) ? (
    <Link to="/meetings/$meeting" params={{ meeting: id }} className={look}>
      {words}
    </Link>
  ) : (
    <span className={look}>{words}</span>
  );
};

const Day = ({ day, month, children }: { day: Date; month: MonthName; children: ReactNode }) => {
  const isToday = dayKey(day) === dayKey(new Date());
  const isOff = !dayKey(day).startsWith(month);
  return (
    <td
      className={`${isOff ? styles.off : ''} ${isToday ? styles.today : ''}`}
      aria-current={isToday ? 'date' : undefined}
    >
      <span className={styles.day}>
        {day.getDate()}
        {isToday && (
          <span className="unheard">
            , <Trans>today</Trans>
          </span>
        )}
      </span>
      {children}
    </td>
  );
};

const Grid = ({ month, meetings }: { month: MonthName; meetings: readonly MeetingNotice[] }) => {
  const communities = useCommunities();
  const coming = useComing(meetings);
  const weeks = weeksOf(month, firstDayOfWeek(readersTag()));
  const byDay = Map.groupBy(meetings, ({ startsAt }) => dayKey(new Date(startsAt)));
  return (
    <div className={styles.sheet}>
      <table className={styles.month}>
        <caption className="unheard">{named(startOf(month), { month: 'long', year: 'numeric' })}</caption>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day.getDay()} scope="col" abbr={named(day, { weekday: 'long' })}>
                {named(day, { weekday: 'short' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.getTime()}>
              {week.map((day) => (
                <Day key={dayKey(day)} day={day} month={month}>
                  {(byDay.get(dayKey(day)) ?? []).map((meeting) => (
                    <Happening
                      key={meeting.id}
                      meeting={meeting}
                      communities={communities}
                      isGoing={coming.get(meeting.id)?.mine?.state === 'seated'}
                    />
                  ))}
                </Day>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** One month: a grid where there is room, and a list on a phone. */
export const Month = ({
  month,
  isShown,
}: {
  month: MonthName;
  isShown: (meeting: MeetingNotice) => boolean;
}) => {
  const communities = useCommunities();
  const isMember = useActor() !== undefined;
  const { written } = useMoments();
  const { data } = useSuspenseQuery(monthQuery(month, firstDayOfWeek(readersTag())));
  const shown = data.filter(isShown);
  const within = shown.filter(({ startsAt }) => dayKey(new Date(startsAt)).startsWith(month));
  return (
    <>
      <div className={styles.nav}>
        <Way month={month} ahead={-1} />
        <h2 aria-live="polite">{written(startOf(month), 'since')}</h2>
        <Way month={month} ahead={1} />
      </div>
      <Grid month={month} meetings={shown} />
      {isMember && (
        <p className={`${styles.legend} small quiet`}>
          <Trans>A full colour means that you are going; a light one, that you may.</Trans>
        </p>
      )}
      <div className={styles.list}>
        {within.length > 0 ? (
          <AnswerableRows meetings={within} communities={communities} />
        ) : (
          <p className="quiet">
            <Trans>No meeting is planned in this month.</Trans>
          </p>
        )}
      </div>
    </>
  );
};
