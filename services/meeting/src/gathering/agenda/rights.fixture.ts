import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

/** An item that Ada has put on an agenda. */
const itemOfAda = async ({ community, meeting, agendaItem, people }: MeetingGround) => ({
  target: { community, person: people.ada },
  params: { id: await agendaItem(await meeting()) },
});

export const fixtures: Fixtures<MeetingGround> = {
  listAgendaItems: {
    prepare: async ({ community, meeting }) => ({ target: { community }, params: { id: await meeting() } }),
  },
  proposeAgendaItem: {
    prepare: async ({ community, meeting }) => ({
      target: { community },
      params: { id: await meeting() },
      body: { title: 'Beds' },
    }),
  },
  editAgendaItem: [
    {
      prepare: async (ground) => ({ ...(await itemOfAda(ground)), body: { title: 'Chairs' }, ifMatch: 1 }),
    },
    {
      // As done.
      right: 'meeting.plan',
      prepare: async (ground) => ({
        ...(await itemOfAda(ground)),
        target: { community: ground.community },
        body: { done: true },
        ifMatch: 1,
      }),
    },
  ],
  withdrawAgendaItem: { prepare: itemOfAda },
  arrangeAgenda: {
    prepare: async ({ community, meeting, agendaItem }) => {
      const id = await meeting();
      const body = { items: [{ item: await agendaItem(id), part: 0 }] };
      return { target: { community }, params: { id }, body };
    },
  },
  readAgendaTemplate: {
    prepare: ({ community }) => ({ target: { community }, params: { id: community } }),
  },
  saveAgendaTemplate: {
    prepare: async ({ community, db }) => {
      const saved = await db.collection('agenda_templates').findOne({ network: 'testing' });
      return {
        target: { community },
        params: { id: community },
        body: { parts: [{ title: 'Round', minutes: 30 }] },
        ifMatch: saved?.version ?? 0,
      };
    },
  },
  goToPart: {
    prepare: async ({ community, opened }) => ({
      target: { community },
      params: { id: await opened() },
      body: { part: 0 },
    }),
  },
};
