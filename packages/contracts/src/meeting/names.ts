import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';

const service = 'meeting';

const routes = {
  listMeetingNames: defineRoute({
    id: 'listMeetingNames',
    service,
    method: 'GET',
    path: '/meetings/:id/names',
    summary:
      'What those are called whom the record of a meeting names: who is there, who could not come, who proposed something, who has a part in what came of it. Those at a meeting see each other’s names, whatever a directory shows of them',
    right: 'meeting.read',
    params: z.object({ id: Id }),
    reply: z.object({ names: z.array(z.object({ person: Id, name: z.string() })) }),
    status: 200,
    problems: ['unavailable'],
  }),
};

export const meetingNamesContract = defineCapability({ name: 'meeting-names', service, routes });
