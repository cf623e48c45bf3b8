import { PhotoType } from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import { Binary, type Db } from 'mongodb';
import { z } from 'zod';

/** The photo of a person, whose id is its own: one each. */
const PhotoRow = z.object({
  _id: z.string(),
  network: z.string(),
  type: PhotoType,
  digest: z.string(),
  bytes: z.instanceof(Binary),
});
type PhotoRow = z.infer<typeof PhotoRow>;

export const photoCollections: CollectionDeclaration[] = [
  {
    name: 'photos',
    schema: PhotoRow,
    indexes: [{ key: { network: 1 } }],
    people: holds<PhotoRow>({
      title: 'Your photo',
      at: ['_id'],
      show: (row) => ({ type: row.type, file: photoFile(row) }),
      erase: { does: 'remove' },
      // The photo of the profile that is kept stays, if there is one.
      join: {
        does: 'rename',
        idFor: ({ _id }) => _id,
        beside: ({ _id, network }) => ({ _id, network }),
        resolve: (kept) => kept,
      },
    }),
  },
];

/** What the photo is called in the archive of what is held of a person. */
export const photoFile = ({ type }: Pick<PhotoRow, 'type'>): string => `photo.${type.slice('image/'.length)}`;

const photos = (db: Db) => db.collection<PhotoRow>('photos');

export const findPhoto = (db: Db, network: string, person: string): Promise<PhotoRow | null> =>
  photos(db).findOne({ _id: person, network });

export const putPhoto = async (
  tx: Tx,
  { person, bytes, ...row }: Omit<PhotoRow, '_id' | 'bytes'> & { person: string; bytes: Buffer },
): Promise<void> => {
  await photos(tx.db).replaceOne(
    { _id: person, network: row.network },
    { ...row, bytes: new Binary(bytes) },
    { session: tx.session, upsert: true },
  );
};

export const removePhoto = async (tx: Tx, network: string, person: string): Promise<void> => {
  await photos(tx.db).deleteOne({ _id: person, network }, { session: tx.session });
};
