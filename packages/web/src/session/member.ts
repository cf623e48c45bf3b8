import { ApiProblem } from '@skein/client';
import type { Session } from '@skein/contracts';
import { useActor } from './store.ts';

/** Who is signed in; where nobody is, the page asks for that, as where the API does. */
export const useMember = (): Session['actor'] => {
  const actor = useActor();
  if (actor) return actor;
  const problem = {
    type: 'about:blank',
    title: '',
    detail: '',
    status: 401,
    code: 'unauthenticated',
  } as const;
  throw new ApiProblem('listSessions', problem);
};
