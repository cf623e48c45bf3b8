import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { isProblem } from '@skein/client';
import type { DateChange } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { Badge } from '../ui/badge/Badge.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { useWallWords, Warnings } from './PlanPreview.tsx';
import styles from './planning.module.css';
import { changesQuery, type SeriesChange } from './queries.ts';

/** So many dates are shown; of the others their number. */
const mostShown = 12;

const Effect = ({ date }: { date: DateChange }) => {
  const words = useWallWords();
  const { effect, was, becomes } = date;
  const isSameDay = was?.wall.slice(0, 10) === becomes?.wall.slice(0, 10) && was?.zone === becomes?.zone;
  const from = was && words(was.wall);
  const before = isSameDay ? was?.wall.slice(11) : from;
  const to = becomes && words(becomes.wall);
  switch (effect) {
    case 'moves':
      return (
        <>
          <span>{to}</span>
          <span className="quiet">
            <Trans>before: {before}</Trans>
          </span>
        </>
      );
    case 'is-new':
      return (
        <>
          <span>{to}</span>
          <Badge tone="positive">
            <Trans>new</Trans>
          </Badge>
        </>
      );
    case 'is-left-out':
      return (
        <>
          <s>{from}</s>
          <Badge tone="danger">
            <Trans>is cancelled</Trans>
          </Badge>
        </>
      );
    case 'keeps-its-own-time':
      return (
        <>
          <span>{from}</span>
          <Badge>
            <Trans>stays, as it was moved by itself</Trans>
          </Badge>
        </>
      );
    case 'stays-cancelled':
      return (
        <>
          <s>{from}</s>
          <Badge>
            <Trans>stays cancelled</Trans>
          </Badge>
        </>
      );
    case 'stays':
      return <span>{from}</span>;
  }
};

/** What a change would do to each coming date, before it is saved. */
export const ChangesPreview = ({ series, change }: { series: string; change: SeriesChange | undefined }) => {
  const { t } = useLingui();
  const { data, error } = useQuery(changesQuery(series, change));
  if (!change)
    return (
      <p className="quiet">
        <Trans>Nothing is changed yet.</Trans>
      </p>
    );
  if (error)
    return (
      <Notice tone="danger" live>
        {isProblem(error) ? error.problem.detail : t`What changes cannot be shown just now.`}
      </Notice>
    );
  if (!data) return null;
  const more = data.dates.length - mostShown;
  return (
    <div className="stack" aria-live="polite">
      <Warnings warnings={data.warnings} />
      <ol className={styles.dates}>
        {data.dates.slice(0, mostShown).map((date) => (
          <li key={date.meeting ?? date.becomes?.wall}>
            <Effect date={date} />
          </li>
        ))}
      </ol>
      {more > 0 && (
        <p className="small quiet">
          <Plural value={more} one="and # date more" other="and # dates more" />
        </p>
      )}
    </div>
  );
};
