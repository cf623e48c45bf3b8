import { isRefusal, liveContract, refuse } from '@skein/contracts';
import { type Implementation, missing, read, type ServiceContext } from '@skein/service-kit';
import { findOpenSession } from '../sessions/store.ts';
import { followersAt } from './listening.ts';

export const liveRoutes = (context: ServiceContext): Implementation[] => [
  read(liveContract.routes.followChanges, async ({ actor, reader, now, request }) => {
    if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
    const { session = '', person } = actor;
    if (!(await findOpenSession(reader, { person, session }, now))) return missing('session', session);
    const heard = request.headers['last-event-id'];
    const content = followersAt(context).follow(
      { ...actor, session },
      typeof heard === 'string' ? heard.slice(0, 64) : undefined,
    );
    return isRefusal(content) ? content : { type: 'text/event-stream', fileName: 'live', content };
  }),
];
