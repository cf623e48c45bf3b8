import {
  isRefusal,
  minutesContract,
  minutesType,
  peopleContract,
  type Refusal,
  refuse,
} from '@skein/contracts';
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
import { amendMinutes, approveMinutes } from './decide.ts';
import { minutesAsMarkdown } from './markdown.ts';
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

/** So many names are asked for at once. */
const mostNames = 1_000;

const peopleIn = ({ meeting, steps, cases, amendments }: Awaited<ReturnType<typeof presentMinutes>>) => [
  ...new Set([
    ...meeting.present,
    ...meeting.apologies,
    ...steps.flatMap(({ owners }) => owners),
    ...cases.flatMap(({ broughtBy = [] }) => broughtBy),
    ...amendments.flatMap(({ by = [] }) => by),
  ]),
];

export const minutesRoutes = ({ ask }: ServiceContext): Implementation[] => {
  const namesOf = async (
    network: string,
    people: readonly string[],
  ): Promise<Map<string, string> | Refusal> => {
    const names = new Map<string, string>();
    for (let from = 0; from < people.length; from += mostNames) {
      const some = people.slice(from, from + mostNames);
      const told = await ask(peopleContract.questions.names, { network, people: some });
      if (!told)
        return refuse('unavailable', 'The names in it are not to be had just now. Try again shortly.');
      for (const { person, name } of told.names) names.set(person, name);
    }
    return names;
  };

  return [
    read(minutesContract.routes.readMinutes, async ({ actor, reader, params, deny }) => {
      const minutes = await found(reader, params.id, 'meeting.read', deny);
      return isRefusal(minutes) ? minutes : presentMinutes(reader, minutes.meeting, actor, minutes.row);
    }),

    read(minutesContract.routes.downloadMinutes, async ({ actor, network, reader, params, deny }) => {
      const minutes = await found(reader, params.id, 'meeting.read', deny);
      if (isRefusal(minutes)) return minutes;
      const whole = await presentMinutes(reader, minutes.meeting, actor, minutes.row);
      const names = await namesOf(network, peopleIn(whole));
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
};
