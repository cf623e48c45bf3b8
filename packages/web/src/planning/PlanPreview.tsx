import { Trans, useLingui } from '@lingui/react/macro';
import { isProblem } from '@skein/client';
import type { PlanWarning, PlanPreview as Preview, SeriesPlan } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNetwork } from '../session/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { readersTag } from '../words/languages.ts';
import { useMoments } from '../words/moments.ts';
import { dateOf } from './draft.ts';
import styles from './planning.module.css';
import { previewQuery } from './queries.ts';

const dayAt = (day: string): string =>
  new Intl.DateTimeFormat(readersTag(), { dateStyle: 'long', timeZone: 'UTC' }).format(dateOf(day));
const monthAt = (month: string): string =>
  new Intl.DateTimeFormat(readersTag(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    dateOf(`${month}-01`),
  );

/** A time by the clock that a meeting goes by: day and time of that place. */
export const useWallWords = () => {
  const tag = readersTag();
  return (wall: string): string =>
    new Intl.DateTimeFormat(tag, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'UTC',
    }).format(new Date(`${wall}:00Z`));
};

const Warning = ({ warning, onLastDay }: { warning: PlanWarning; onLastDay?: (() => void) | undefined }) => {
  const { list } = useMoments();
  const days = list(warning.at.map(warning.kind === 'no-such-day' ? monthAt : dayAt));
  return (
    <Notice tone="caution">
      {warning.kind === 'no-such-hour' && (
        <p>
          <Trans>On {days} the clock goes forward and leaves this hour out: there is no meeting then.</Trans>
        </p>
      )}
      {warning.kind === 'hour-twice' && (
        <p>
          <Trans>On {days} the clock goes back and shows this hour twice; the first is meant.</Trans>
        </p>
      )}
      {warning.kind === 'no-such-day' && (
        <div className="stack stack--tight">
          <p>
            <Trans>There is no such day in {days}, and so no meeting.</Trans>
          </p>
          {onLastDay && (
            <Button look="quiet" size="small" onPress={onLastDay}>
              <Trans>Take the last day of each month</Trans>
            </Button>
          )}
        </div>
      )}
    </Notice>
  );
};

export const Warnings = ({
  warnings,
  onLastDay,
}: {
  warnings: readonly PlanWarning[];
  onLastDay?: (() => void) | undefined;
}) => warnings.map((warning) => <Warning key={warning.kind} warning={warning} onLastDay={onLastDay} />);

const Dates = ({ dates }: { dates: Preview['dates'] }) => {
  const words = useWallWords();
  const { elsewhere } = useMoments();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <ol className={styles.dates}>
      {dates.map(({ wall, startsAt, zone }) => {
        const yours = zone !== here && elsewhere(startsAt, zone) !== undefined;
        return (
          <li key={wall}>
            <time dateTime={startsAt}>{words(wall)}</time>
            {yours && <OwnTime at={startsAt} />}
          </li>
        );
      })}
    </ol>
  );
};

const OwnTime = ({ at }: { at: string }) => {
  const { written } = useMoments();
  const time = written(at, 'time');
  return (
    <span className="quiet">
      <Trans>({time} for you)</Trans>
    </span>
  );
};

interface PlanPreviewProps {
  readonly community: string;
  readonly plan: SeriesPlan | undefined;
  readonly onLastDay?: (() => void) | undefined;
}

/** The coming dates of what is typed, as one types, with what to know about them. */
export const PlanPreview = ({ community, plan, onLastDay }: PlanPreviewProps) => {
  const { t } = useLingui();
  const { data, error } = useQuery(previewQuery(community, plan));
  const { timeZone } = useNetwork();
  const zone = (plan?.zone ?? timeZone).split('/').at(-1)?.replaceAll('_', ' ');
  if (!plan)
    return (
      <p className="quiet">
        <Trans>As soon as there is a day and a time, the dates stand here.</Trans>
      </p>
    );
  if (error)
    return (
      <Notice tone="danger" live>
        {isProblem(error) ? error.problem.detail : t`The dates cannot be shown just now.`}
      </Notice>
    );
  if (!data) return null;
  return (
    <div className="stack" aria-live="polite">
      <Warnings warnings={data.warnings} onLastDay={onLastDay} />
      <Dates dates={data.dates} />
      <p className="small quiet">
        <Trans>By the clock of {zone}.</Trans>
      </p>
    </div>
  );
};
