import { declareCollection, holds, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { Binary } from 'mongodb';
import { PhotoRow } from './row.ts';

export const photosCollection = declareCollection({
  name: 'photos',
  schema: PhotoRow,
  grows: 'one for each member, of half a megabyte at most, and some 50 kB as they are drawn now',
  indexes: [{ key: { network: 1 } }],
  people: holds<PhotoRow>({
    title: 'Your photo',
    at: ['_id'],
    show: (row) => ({ type: row.type, file: photoFile(row) }),
    erase: { does: 'remove' },
    // The photo of the profile that is kept stays, if there is one.
    merge: {
      does: 'rename',
      idFor: ({ _id }) => _id,
      beside: ({ _id, network }) => ({ _id, network }),
      resolve: (kept) => kept,
    },
  }),
});

/** What the photo is called in the archive of what is held of a person. */
export const photoFile = ({ type }: Pick<PhotoRow, 'type'>): string => `photo.${type.slice('image/'.length)}`;

const photos = rowsIn(photosCollection);

export const findPhoto = (reader: Reader, person: string): Promise<PhotoRow | null> =>
  photos(reader).findOne({ _id: person, network: reader.network });

export const putPhoto = async (
  tx: Tx,
  {
    person,
    bytes,
    small,
    ...row
  }: Omit<PhotoRow, '_id' | 'bytes' | 'small'> & { person: string; bytes: Buffer; small: Buffer },
): Promise<void> => {
  await photos(tx).replaceOne(
    { _id: person, network: row.network },
    { ...row, bytes: new Binary(bytes), small: new Binary(small) },
    { upsert: true },
  );
};

export const removePhoto = async (tx: Tx, person: string): Promise<void> => {
  await photos(tx).deleteOne({ _id: person, network: tx.network });
};
