import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import type { CommunityStatus } from '@skein/contracts';

const names = {
  forming: msg`Forming`,
  emerging: msg`Emerging`,
  established: msg`Established`,
  resting: msg`Resting`,
  closed: msg`Closed`,
} as const;

/** How a community is, in a word. */
export const useStatusName = (): ((status: CommunityStatus) => string) => {
  const { i18n } = useLingui();
  return (status) => i18n._(names[status]);
};
