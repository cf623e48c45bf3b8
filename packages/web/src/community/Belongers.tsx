import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { usePlaceIn } from '../session/reading.ts';
import { Empty } from '../ui/empty/Empty.tsx';

/** What those see who belong to a community; anybody else is told that it is theirs. */
export const Belongers = ({ community, children }: { community: string; children: ReactNode }) =>
  usePlaceIn(community).reads ? (
    children
  ) : (
    <Empty title={<Trans>This is for those who belong to the community</Trans>}>
      <Trans>Join it, and it stands here.</Trans>
    </Empty>
  );
