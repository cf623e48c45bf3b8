import { declareCollection, holdsNobody, putIfNewer, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import type { HeldTogether } from './decide.ts';
import { JointMeetingRow } from './row.ts';

export const jointMeetingsCollection = declareCollection({
  name: 'joint_meetings',
  schema: JointMeetingRow,
  grows: 'one for each meeting of several communities',
  indexes: [{ key: { network: 1, communities: 1 } }],
  people: holdsNobody('meetings, and the communities that held them'),
});

const meetings = rowsIn(jointMeetingsCollection);

export const putJointMeeting = (tx: Tx, row: JointMeetingRow): Promise<void> => putIfNewer(meetings(tx), row);

export const heldTogether = async (reader: Reader): Promise<HeldTogether[]> => {
  const rows = await meetings(reader)
    .aggregate<{ _id: string[]; meetings: number }>([
      { $match: { network: reader.network } },
      { $group: { _id: '$communities', meetings: { $sum: 1 } } },
    ])
    .toArray();
  return rows.map(({ _id, meetings }) => ({ communities: _id, meetings }));
};
