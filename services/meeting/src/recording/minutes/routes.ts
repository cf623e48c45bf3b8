import { isRefusal, minutesContract, minutesType } from '@skein/contracts';
import {
  type Implementation,
  newId,
  read,
  type ServiceContext,
  staleUnless,
  write,
} from '@skein/service-kit';
import { namesOf } from '../../gathering/people/ask.ts';
import { amendMinutes, approveMinutes } from './decide.ts';
import { findMinutes } from './find.ts';
import { minutesAsMarkdown } from './markdown.ts';
import { peopleIn } from './people.ts';
import { presentMinutes } from './present.ts';
import { record } from './record.ts';

export const minutesRoutes = (context: ServiceContext): Implementation[] => [
  read(minutesContract.routes.readMinutes, async ({ actor, reader, params, deny }) => {
    const minutes = await findMinutes(reader, params.id, 'meeting.read', deny);
    return isRefusal(minutes) ? minutes : presentMinutes(reader, minutes.meeting, actor, minutes.row);
  }),

  read(minutesContract.routes.downloadMinutes, async ({ actor, network, reader, params, deny }) => {
    const minutes = await findMinutes(reader, params.id, 'meeting.read', deny);
    if (isRefusal(minutes)) return minutes;
    const whole = await presentMinutes(reader, minutes.meeting, actor, minutes.row);
    const names = await namesOf(context, network, peopleIn(whole));
    if (isRefusal(names)) return names;
    const text = minutesAsMarkdown(whole, (person) => names.get(person) ?? 'Somebody who has left');
    const fileName = `minutes-${whole.meeting.startsAt.slice(0, 10)}.md`;
    return { type: `${minutesType}; charset=utf-8`, fileName, content: Buffer.from(text) };
  }),

  write(minutesContract.routes.amendMinutes, async ({ actor, params, body, deny, tx }) => {
    const minutes = await findMinutes(tx, params.id, 'meeting.read', deny);
    if (isRefusal(minutes)) return minutes;
    const { meeting, row: before } = minutes;
    const amendment = { id: newId(), by: actor?.person ?? '', at: tx.now, text: body.text };
    const row = amendMinutes(before, meeting, amendment);
    if (isRefusal(row)) return row;
    await record(tx, meeting, row, 'minutesAmended');
    return presentMinutes(tx, meeting, actor, row);
  }),

  write(minutesContract.routes.approveMinutes, async ({ actor, params, ifMatch, deny, tx }) => {
    const minutes = await findMinutes(tx, params.id, 'meeting.plan', deny);
    if (isRefusal(minutes)) return minutes;
    const { meeting, row: before } = minutes;
    const row = staleUnless(ifMatch, before.version) ?? approveMinutes(before, actor?.person ?? '', tx.now);
    if (isRefusal(row)) return row;
    await record(tx, meeting, row, 'minutesApproved');
    return presentMinutes(tx, meeting, actor, row);
  }),
];
