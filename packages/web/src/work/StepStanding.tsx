import { Trans, useLingui } from '@lingui/react/macro';
import type { Step } from '@skein/contracts';
import { Badge } from '../ui/badge/Badge.tsx';
import { useMoments } from '../words/moments.ts';

/** So long a step may stand as it does before the page says that it does. */
const longMs = 28 * 24 * 60 * 60_000;

/** How a step stands, in a word. */
export const StepStatus = ({ step: { status } }: { step: Step }) => {
  if (status === 'done')
    return (
      <Badge tone="positive">
        <Trans>Done</Trans>
      </Badge>
    );
  if (status === 'accepted')
    return (
      <Badge tone="accent">
        <Trans>Taken on</Trans>
      </Badge>
    );
  return <Badge tone="line">{status === 'dropped' ? <Trans>Dropped</Trans> : <Trans>Proposed</Trans>}</Badge>;
};

/** When a step is due, was done, or since when nothing moved. */
export const StepTimes = ({ step: { status, due, doneOn, movedAt } }: { step: Step }) => {
  const { t } = useLingui();
  const { written, away } = useMoments();
  if (status === 'done') return doneOn && <Trans>done on {written(doneOn, 'date')}</Trans>;
  const isOpen = status === 'proposed' || status === 'accepted';
  const isLate = isOpen && due !== undefined && due < new Date().toISOString().slice(0, 10);
  const isOld = isOpen && Date.now() - Date.parse(movedAt) > longMs;
  return (
    <>
      {due &&
        (isLate ? (
          <Badge tone="caution">{t`was due ${written(due, 'day')}`}</Badge>
        ) : (
          t`due ${written(due, 'day')}`
        ))}
      {due && isOld && ' · '}
      {isOld && <Trans>unmoved since {away(movedAt)}</Trans>}
    </>
  );
};
