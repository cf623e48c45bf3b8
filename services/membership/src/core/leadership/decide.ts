import type { CommunityStatus } from '@skein/contracts';

/** Whether a community is to have somebody who facilitates it, and has nobody. */
export const isUnled = (
  status: CommunityStatus | undefined,
  { members, facilitators }: { readonly members: number; readonly facilitators: readonly unknown[] },
): boolean => status !== undefined && status !== 'closed' && members > 0 && facilitators.length === 0;
