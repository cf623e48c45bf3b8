import { agendaContract, isRefusal } from '@skein/contracts';
import { type Implementation, missing, write } from '@skein/service-kit';
import { presentMeeting } from '../meetings/present.ts';
import { saveChange } from '../meetings/record.ts';
import { findMeeting } from '../meetings/store.ts';
import { denyWhere } from '../onlookers/decide.ts';
import { goToPart } from './decide.ts';

export const clockRoutes = (): Implementation[] => [
  write(agendaContract.routes.goToPart, async ({ actor, params, body, deny, tx }) => {
    const meeting = await findMeeting(tx, params.id);
    if (!meeting) return missing('meeting', params.id);
    const denied = denyWhere(deny, 'meeting.plan', meeting);
    if (denied) return denied;
    const row = goToPart(meeting, body.part, tx.now);
    if (isRefusal(row)) return row;
    await saveChange(tx, row, ['underWay']);
    return presentMeeting(row, actor);
  }),
];
