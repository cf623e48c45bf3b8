import type { Capability } from '@skein/service-kit';
import { roleRoutes } from './routes.ts';
import { givenRolesCollection, rotationsCollection } from './store.ts';

/** Who leads through a meeting, takes notes and watches the time: by turns in a series, or said by hand. */
export const meetingRoles: Capability = {
  name: 'meeting-roles',
  collections: [rotationsCollection, givenRolesCollection],
  routes: roleRoutes,
};
