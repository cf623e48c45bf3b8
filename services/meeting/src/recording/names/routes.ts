import { isRefusal, meetingNamesContract } from '@skein/contracts';
import { type Implementation, missing, read, type ServiceContext } from '@skein/service-kit';
import { findMeeting } from '../../gathering/meetings/store.ts';
import { denyWhere } from '../../gathering/onlookers/decide.ts';
import { namesOf } from '../../gathering/people/ask.ts';
import { namedAt } from './named.ts';

export const meetingNameRoutes = (context: ServiceContext): Implementation[] => [
  read(meetingNamesContract.routes.listMeetingNames, async ({ actor, network, reader, params, deny }) => {
    const meeting = await findMeeting(reader, params.id);
    if (!meeting) return missing('meeting', params.id);
    const denied = denyWhere(deny, 'meeting.read', meeting);
    if (denied) return denied;
    const names = await namesOf(context, network, await namedAt(reader, meeting, actor));
    return isRefusal(names) ? names : { names: [...names].map(([person, name]) => ({ person, name })) };
  }),
];
