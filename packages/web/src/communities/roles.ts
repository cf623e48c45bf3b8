import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import type { CommunityRole } from '@skein/contracts';

const names = {
  facilitator: msg`Facilitator`,
  core: msg`Core group`,
  member: msg`Member`,
  guest: msg`Guest`,
} as const;

/** What somebody is in a community, in a word. */
export const useRoleName = (): ((role: CommunityRole) => string) => {
  const { i18n } = useLingui();
  return (role) => i18n._(names[role]);
};
