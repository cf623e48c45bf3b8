import type { Capability } from '@skein/service-kit';
import { agendaTemplatesCollection } from './store.ts';

/** The timed parts of a community’s calls: those that many have found to work, until it saves its own by the agenda’s routes. */
export const agendaTemplates: Capability = {
  name: 'agenda-templates',
  collections: [agendaTemplatesCollection],
};
