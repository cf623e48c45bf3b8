import { isRefusal, presenceContract } from '@skein/contracts';
import { unknownPeople } from '@skein/known';
import { type Implementation, missing, unknownReference, write } from '@skein/service-kit';
import { presentMeeting } from '../meetings/present.ts';
import { saveChange } from '../meetings/record.ts';
import { findMeeting } from '../meetings/store.ts';
import { denyWhere } from '../onlookers/decide.ts';
import { sayPresent } from './decide.ts';

export const presenceRoutes = (): Implementation[] => [
  write(presenceContract.routes.sayPresent, async ({ actor, params, body, deny, tx }) => {
    const meeting = await findMeeting(tx, params.id);
    if (!meeting) return missing('meeting', params.id);
    const { here, person = actor?.person ?? '' } = body;
    const isOther = person !== actor?.person;
    const denied = denyWhere(deny, isOther ? 'meeting.plan' : 'meeting.read', meeting);
    if (denied) return denied;
    if (isOther && (await unknownPeople(tx, [person])).length)
      return unknownReference('person', 'member', person);
    const changed = sayPresent(meeting, person, here);
    if (isRefusal(changed)) return changed;
    await saveChange(tx, changed.row, changed.fields);
    return presentMeeting(changed.row, actor);
  }),
];
