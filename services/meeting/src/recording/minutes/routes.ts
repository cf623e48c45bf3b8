import { isRefusal, minutesContract, minutesType, type Refusal, refuse } from '@skein/contracts';
import {
  type Call,
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  type ServiceContext,
  staleUnless,
  write,
} from '@skein/service-kit';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import { findMeeting } from '../../gathering/meetings/store.ts';
import { denyWhere } from '../../gathering/onlookers/decide.ts';
import { namesOf } from '../../gathering/people/ask.ts';
import { amendMinutes, approveMinutes } from './decide.ts';
import { minutesAsMarkdown } from './markdown.ts';
import { peopleIn } from './people.ts';
import { presentMinutes } from './present.ts';
import { record } from './record.ts';
import type { MinutesRow } from './row.ts';
import { minutesOf } from './store.ts';

interface Found {
  readonly meeting: MeetingRow;
  readonly row: MinutesRow;
}

/** The minutes of a meeting, if the actor may do this there, and it is closed. */
const found = async (
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

export const minutesRoutes = (context: ServiceContext): Implementation[] => [
  read(minutesContract.routes.readMinutes, async ({ actor, reader, params, deny }) => {
    const minutes = await found(reader, params.id, 'meeting.read', deny);
    return isRefusal(minutes) ? minutes : presentMinutes(reader, minutes.meeting, actor, minutes.row);
  }),

  read(minutesContract.routes.downloadMinutes, async ({ actor, network, reader, params, deny }) => {
    const minutes = await found(reader, params.id, 'meeting.read', deny);
    if (isRefusal(minutes)) return minutes;
    const whole = await presentMinutes(reader, minutes.meeting, actor, minutes.row);
    const names = await namesOf(context, network, peopleIn(whole));
    if (isRefusal(names)) return names;
    const text = minutesAsMarkdown(whole, (person) => names.get(person) ?? 'Somebody who has left');
    const fileName = `minutes-${whole.meeting.startsAt.slice(0, 10)}.md`;
    return { type: `${minutesType}; charset=utf-8`, fileName, content: Buffer.from(text) };
  }),

  write(minutesContract.routes.amendMinutes, async ({ actor, params, body, deny, tx }) => {
    const minutes = await found(tx, params.id, 'meeting.read', deny);
    if (isRefusal(minutes)) return minutes;
    const { meeting, row: before } = minutes;
    const amendment = { id: newId(), by: actor?.person ?? '', at: tx.now, text: body.text };
    const row = amendMinutes(before, meeting, amendment);
    if (isRefusal(row)) return row;
    await record(tx, meeting, row, 'minutesAmended');
    return presentMinutes(tx, meeting, actor, row);
  }),

  write(minutesContract.routes.approveMinutes, async ({ actor, params, ifMatch, deny, tx }) => {
    const minutes = await found(tx, params.id, 'meeting.plan', deny);
    if (isRefusal(minutes)) return minutes;
    const { meeting, row: before } = minutes;
    const row = staleUnless(ifMatch, before.version) ?? approveMinutes(before, actor?.person ?? '', tx.now);
    if (isRefusal(row)) return row;
    await record(tx, meeting, row, 'minutesApproved');
    return presentMinutes(tx, meeting, actor, row);
  }),
];
