import { declareCollection, holds, type Reader, rowsIn, type Tx, takeOut } from '@skein/service-kit';
import { PastRow } from './row.ts';

export const pastCollection = declareCollection({
  name: 'past_records',
  schema: PastRow,
  grows: 'one for each earlier meeting that was taken in',
  freeText: {
    at: ['statements.statement', 'links.by'],
    what: 'What the notes of an earlier meeting told',
    link: ({ _id }) => `/meetings/${_id}`,
  },
  indexes: [
    { key: { network: 1, community: 1, digest: 1 }, unique: true },
    { key: { network: 1, 'statements.marks.person': 1 } },
    { key: { network: 1, 'links.person': 1 } },
  ],
  people: holds<PastRow>({
    title: 'What you scored at check-outs of earlier meetings, and links that you shared there',
    at: ['statements.marks.person', 'links.person'],
    show: ({ _id, statements, links }, person) => ({
      meeting: _id,
      scores: statements.flatMap(({ statement, marks }) =>
        marks.filter((mark) => mark.person === person).map(({ score }) => ({ statement, score })),
      ),
      links: links.filter((link) => link.person === person).map(({ url }) => url),
    }),
    erase: takeOut(
      'The scores and links stay with the meeting; that they are yours is gone.',
      'statements.marks.person',
      'links.person',
    ),
    merge: { does: 'rename' },
  }),
});

const past = rowsIn(pastCollection);

export const findPast = (reader: Reader, meeting: string): Promise<PastRow | null> =>
  past(reader).findOne({ _id: meeting, network: reader.network });

export const findByDigest = (reader: Reader, community: string, digest: string): Promise<PastRow | null> =>
  past(reader).findOne({ network: reader.network, community, digest });

export const insertPast = async (tx: Tx, row: PastRow): Promise<void> => {
  await past(tx).insertOne(row);
};
