import type { LiveKind } from '@skein/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { renew } from './client.ts';
import { followed, NotFollowed, pause } from './follow.ts';
import { routes } from './routes.ts';
import { onVisit, visitNow } from './store.ts';

/** What one tab hears, and tells the others of: a browser has few connections, and they share one for this. */
type Heard = { readonly kinds: readonly LiveKind[] } | 'anew';

const [first, longest] = [1_000, 60_000];
const justLoaded = 10_000;

const kindsIn = (data: string): readonly LiveKind[] => (JSON.parse(data) as { kinds: LiveKind[] }).kinds;

let last: string | undefined;

/** Follows until the connection ends; true where it ends because the session is other than it was. */
const followOnce = async (signal: AbortSignal, tell: (heard: Heard) => void): Promise<boolean> => {
  let begun = false;
  try {
    for await (const { event, data, id } of followed(routes.followChanges.path, signal, last)) {
      // A page that was just loaded is as things are; one that takes this over from another tab may have missed something.
      if (!begun && last === undefined && performance.now() > justLoaded) tell('anew');
      begun = true;
      last = id ?? last;
      if (event === 'over') return true;
      if (event === 'anew') tell('anew');
      if (event === 'changed') tell({ kinds: kindsIn(data) });
    }
  } catch (error) {
    if (!(error instanceof NotFollowed)) throw error;
    return error.status === 401 || error.status === 404;
  }
  return false;
};

const isMember = (): boolean => visitNow().kind === 'member';

/** Resolves once somebody is signed in. */
const untilMember = (): Promise<void> =>
  new Promise((resolve) => {
    if (isMember()) return resolve();
    const stop = onVisit(() => {
      if (!isMember()) return;
      stop();
      resolve();
    });
  });

/** Follows for as long as the page is open. */
const followOn = async (tell: (heard: Heard) => void): Promise<never> => {
  let wait = first;
  for (;;) {
    await untilMember();
    const leaving = new AbortController();
    const stop = onVisit(() => {
      if (!isMember()) leaving.abort();
    });
    const began = Date.now();
    try {
      if (await followOnce(leaving.signal, tell)) await renew();
    } catch {
      // Nobody is to be reached, or whoever was signed in is no more: it goes on below.
    } finally {
      stop();
    }
    wait = Date.now() - began > longest ? first : Math.min(longest, 2 * wait);
    // Not all at once, where a server comes back that many had open.
    await pause(wait * (0.5 + Math.random() / 2));
  }
};

/** Keeps what is shown as it is: what somebody else changed is asked for again, and only that. */
export const followChanges = (queries: QueryClient): void => {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return;
  const tabs = new BroadcastChannel('skein-live');
  const apply = (heard: Heard): void => {
    if (heard === 'anew') return void queries.invalidateQueries();
    for (const kind of heard.kinds) void queries.invalidateQueries({ queryKey: [kind] });
  };
  tabs.onmessage = ({ data }: MessageEvent<Heard>) => apply(data);
  const tell = (heard: Heard): void => {
    apply(heard);
    tabs.postMessage(heard);
  };
  void navigator.locks.request('skein-live', () => followOn(tell));
};
