import type { Capability } from '@skein/service-kit';
import { asSeenRoutes } from './as-seen-routes.ts';
import { profileRoutes } from './routes.ts';

/** What somebody is shown of a person, and what is changed of it. */
export const profiles: Capability = {
  name: 'profiles',
  routes: () => [...profileRoutes(), ...asSeenRoutes()],
};
