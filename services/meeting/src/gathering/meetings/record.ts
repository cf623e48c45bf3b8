import { meetingsContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { MeetingRow } from './row.ts';
import { putMeeting } from './store.ts';

/** What every event of a meeting tells: ids and facts, never its title, notes or names. */
export const told = ({
  _id,
  network,
  version,
  community,
  withCommunities,
  kind,
  startsAt,
  minutes,
}: MeetingRow) => ({
  network,
  subject: _id,
  version,
  data: {
    meeting: _id,
    community,
    ...(withCommunities?.length && { withCommunities }),
    kind,
    startsAt: startsAt.toISOString(),
    minutes,
  },
});

export const savePlanned = async (tx: Tx, row: MeetingRow): Promise<void> => {
  await putMeeting(tx, row);
  tx.record(meetingsContract.events.meetingPlanned, told(row));
};

/** Writes a change, if it is one, with its event. */
export const saveChange = async (tx: Tx, row: MeetingRow, fields: string[]): Promise<void> => {
  if (fields.length === 0) return;
  await putMeeting(tx, row);
  const event = told(row);
  tx.record(meetingsContract.events.meetingChanged, { ...event, data: { ...event.data, fields } });
};

export const saveCancelled = async (tx: Tx, row: MeetingRow): Promise<void> => {
  await putMeeting(tx, row);
  tx.record(meetingsContract.events.meetingCancelled, told(row));
};

export const saveRestored = async (tx: Tx, row: MeetingRow): Promise<void> => {
  await putMeeting(tx, row);
  tx.record(meetingsContract.events.meetingRestored, told(row));
};
