import { Trans, useLingui } from '@lingui/react/macro';
import type { LearningCase } from '@skein/contracts';
import { Badge } from '../ui/badge/Badge.tsx';
import styles from './learning.module.css';

/** How far a case is on its way: told, tried, fed back. */
export const Loop = ({ of: { status, tried } }: { of: Pick<LearningCase, 'status' | 'tried'> }) => {
  const { t } = useLingui();
  const isFedBack = status === 'closed';
  return (
    <ol className={styles.loop} aria-label={t`How far it is`}>
      <li>
        <Badge tone="positive">
          <Trans>Told</Trans>
        </Badge>
      </li>
      <li>
        <Badge tone={tried || isFedBack ? 'positive' : 'line'}>
          {tried || isFedBack ? <Trans>Tried</Trans> : <Trans>To be tried</Trans>}
        </Badge>
      </li>
      <li>
        <Badge tone={isFedBack ? 'positive' : 'line'}>
          {isFedBack ? <Trans>Fed back</Trans> : <Trans>To be fed back</Trans>}
        </Badge>
      </li>
    </ol>
  );
};
