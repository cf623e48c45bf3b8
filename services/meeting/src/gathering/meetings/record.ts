import { meetingsContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import { withUsualParts } from '../agenda-templates/usual.ts';
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

/** Writes a meeting that is planned, with the usual parts where it has none of its own. */
export const savePlanned = async (tx: Tx, planned: MeetingRow): Promise<MeetingRow> => {
  const [row = planned] = planned.agenda.length ? [] : await withUsualParts(tx, [planned]);
  await putMeeting(tx, row);
  tx.record(meetingsContract.events.meetingPlanned, told(row));
  return row;
};

/** Writes a change, if it is one, with its event; usual parts go by how long the meeting is. */
export const saveChange = async (tx: Tx, changed: MeetingRow, fields: string[]): Promise<MeetingRow> => {
  if (fields.length === 0) return changed;
  const isTimed = fields.includes('minutes') && changed.status === 'planned';
  const [row = changed] = isTimed ? await withUsualParts(tx, [changed]) : [];
  await putMeeting(tx, row);
  const event = told(row);
  tx.record(meetingsContract.events.meetingChanged, { ...event, data: { ...event.data, fields } });
  return row;
};

export const saveCancelled = async (tx: Tx, row: MeetingRow): Promise<void> => {
  await putMeeting(tx, row);
  tx.record(meetingsContract.events.meetingCancelled, told(row));
};

export const saveRestored = async (tx: Tx, row: MeetingRow): Promise<void> => {
  await putMeeting(tx, row);
  tx.record(meetingsContract.events.meetingRestored, told(row));
};
