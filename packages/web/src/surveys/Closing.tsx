import { Trans } from '@lingui/react/macro';
import { Clock } from 'lucide-react';
import { Badge } from '../ui/badge/Badge.tsx';
import { useMoments } from '../words/moments.ts';

const soonMs = 48 * 60 * 60_000;

/** Until when something can be answered; what is soon over stands out. */
export const Closing = ({ at }: { at: string }) => {
  const { written } = useMoments();
  const said = (
    <time dateTime={at}>
      <Trans>open until {written(at)}</Trans>
    </time>
  );
  if (Date.parse(at) - Date.now() > soonMs) return said;
  return (
    <>
      <Badge tone="caution">
        <Clock className="icon" aria-hidden="true" />
        <Trans>Closes soon</Trans>
      </Badge>{' '}
      {said}
    </>
  );
};
