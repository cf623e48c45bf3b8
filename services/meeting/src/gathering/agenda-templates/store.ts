import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { AgendaTemplateRow } from './row.ts';

export const agendaTemplatesCollection = declareCollection({
  name: 'agenda_templates',
  schema: AgendaTemplateRow,
  grows: 'one for each community',
  freeText: {
    at: ['parts.title'],
    what: 'The timed parts of a community’s calls',
    link: ({ _id }) => `/communities/${_id}`,
  },
  indexes: [],
  people: holdsNobody('how a community’s calls are timed'),
});

const templates = rowsIn(agendaTemplatesCollection);

export const findTemplate = (reader: Reader, community: string): Promise<AgendaTemplateRow | null> =>
  templates(reader).findOne({ _id: community, network: reader.network });

export const putTemplate = async (tx: Tx, row: AgendaTemplateRow): Promise<void> => {
  await templates(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};
