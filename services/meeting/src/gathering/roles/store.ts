import { declareCollection, holds, type Reader, rowsIn, type Tx, takeOut } from '@skein/service-kit';
import { GivenRoleRow, RotationRow } from './row.ts';

export const rotationsCollection = declareCollection({
  name: 'role_rotations',
  schema: RotationRow,
  grows: 'at most three for each series',
  indexes: [{ key: { network: 1, series: 1 } }, { key: { network: 1, people: 1 } }],
  people: holds<RotationRow>({
    title: 'Roles at meetings that you take turns with',
    at: ['people'],
    show: ({ series, role }) => ({ series, role }),
    erase: takeOut('The others go on taking turns.', 'people'),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

export const givenRolesCollection = declareCollection({
  name: 'given_roles',
  schema: GivenRoleRow,
  grows: 'at most three for each meeting where somebody was said by hand',
  indexes: [{ key: { network: 1, meeting: 1 } }, { key: { network: 1, person: 1 } }],
  people: holds<GivenRoleRow>({
    title: 'Roles that you had at meetings',
    at: ['person'],
    show: ({ meeting, role }) => ({ meeting, role }),
    erase: takeOut('It is gone that the role was yours.', 'person'),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const rotations = rowsIn(rotationsCollection);
const given = rowsIn(givenRolesCollection);

export const rotationsOf = ({ network, ...reader }: Reader, series: string): Promise<RotationRow[]> =>
  rotations(reader).find({ network, series }).toArray();

export const givenAt = ({ network, ...reader }: Reader, meeting: string): Promise<GivenRoleRow[]> =>
  given(reader).find({ network, meeting }).toArray();

export const putRotation = async (tx: Tx, row: RotationRow): Promise<void> => {
  await rotations(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

export const putGiven = async (tx: Tx, row: GivenRoleRow): Promise<void> => {
  await given(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};
