import type { Capability } from '@skein/service-kit';
import { clockRoutes } from './clock-routes.ts';
import { agendaFollows } from './consume.ts';
import { agendaRoutes } from './routes.ts';
import { agendaItemsCollection } from './store.ts';
import { agendaTemplateRoutes } from './template-routes.ts';

/** What is on the agenda of a meeting, proposed by any member; what is not reached goes on to the next date. */
export const agenda: Capability = {
  name: 'agenda',
  collections: [agendaItemsCollection],
  routes: () => [...agendaRoutes(), ...agendaTemplateRoutes(), ...clockRoutes()],
  consumers: () => [agendaFollows()],
};
