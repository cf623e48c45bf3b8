import type { Capability } from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { invitationLinkRoutes } from './link-routes.ts';
import { startInvitations } from './rounds.ts';
import { invitationRoutes } from './routes.ts';
import { invitationCollections } from './store.ts';

/** Whom a community invites, and what they answer. */
export const invitations: Capability<MembershipConfig> = {
  name: 'invitations',
  collections: invitationCollections,
  routes: (context) => [...invitationRoutes(context), ...invitationLinkRoutes(context)],
  loops: (context) => [startInvitations(context)],
};
