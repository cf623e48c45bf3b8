import { type minutesContract, type Refusal, refuse } from '@skein/contracts';
import { type Call, missing, type Reader } from '@skein/service-kit';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import { findMeeting } from '../../gathering/meetings/store.ts';
import { denyWhere } from '../../gathering/onlookers/decide.ts';
import type { MinutesRow } from './row.ts';
import { minutesOf } from './store.ts';

interface Found {
  readonly meeting: MeetingRow;
  readonly row: MinutesRow;
}

/** The minutes of a meeting, if the actor may do this there, and it is closed. */
export const findMinutes = async (
  reader: Reader,
  id: string,
  right: 'meeting.read' | 'meeting.plan',
  deny: Call<typeof minutesContract.routes.readMinutes>['deny'],
): Promise<Found | Refusal> => {
  const meeting = await findMeeting(reader, id);
  if (!meeting) return missing('meeting', id);
  const denied = denyWhere(deny, right, meeting);
  if (denied) return denied;
  const row = await minutesOf(reader, id);
  if (row) return { meeting, row };
  return refuse(
    'conflict',
    meeting.status === 'closed'
      ? 'The minutes are being made. Try again in a moment.'
      : 'There are minutes once the meeting is closed.',
  );
};
