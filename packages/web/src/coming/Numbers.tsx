import { Plural, Trans } from '@lingui/react/macro';
import type { Coming } from '@skein/contracts';
import { Badge } from '../ui/badge/Badge.tsx';

/** How many come, and where one stands oneself. */
export const Numbers = ({ coming }: { coming: Coming }) => {
  const { seated, waiting, capacity, left, mine } = coming;
  return (
    <>
      {mine?.place !== undefined && (
        <Badge tone="caution">
          <Trans>You are number {mine.place} on the waiting list</Trans>
        </Badge>
      )}
      {mine?.removed && (
        <Badge tone="caution">
          <Trans>A host took your seat away</Trans>
        </Badge>
      )}{' '}
      <Plural value={seated} _0="Nobody has said yes yet" one="# comes" other="# come" />
      {capacity !== undefined && (
        <>
          {' · '}
          {left === 0 ? (
            <Plural
              value={waiting}
              _0="all seats are taken"
              one="all seats are taken, # waits"
              other="all seats are taken, # wait"
            />
          ) : (
            <Plural value={left ?? 0} one="# seat left" other="# seats left" />
          )}
        </>
      )}
    </>
  );
};
