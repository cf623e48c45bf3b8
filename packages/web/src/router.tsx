import type { Onlooker } from '@skein/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent as lazily, redirect } from '@tanstack/react-router';
import { meetingRoutes } from './meeting-routes.ts';
import { lazyRouteComponent, root, text, under } from './root-route.ts';
import { FailedPage, NotFound } from './shell/Failures.tsx';
import { Waiting } from './shell/Waiting.tsx';

/** Letters that are out lead to the first page, with what is meant behind the hash. */
const leadOn = (hash: string): void => {
  const [, kind, id = ''] = /^(community|meeting)-([\w-]{1,60})$/.exec(hash) ?? [];
  if (kind === 'community') throw redirect({ to: '/communities/$community', params: { community: id } });
  if (kind === 'meeting') throw redirect({ to: '/calendar', hash });
};

const onlookers: readonly Onlooker[] = ['network', 'communities', 'hosts', 'visitors'];

const home = createRoute({
  ...under,
  path: '/',
  beforeLoad: ({ location }) => leadOn(location.hash),
  component: lazily(() => import('./home/Home.tsx'), 'Home'),
});
const signIn = createRoute({
  ...under,
  path: '/sign-in',
  validateSearch: (search): { back?: string } => {
    const back = text(search.back);
    return back ? { back } : {};
  },
  component: lazyRouteComponent(() => import('./signing-in/SignIn.tsx'), 'SignIn'),
});
const communities = createRoute({
  ...under,
  path: '/communities',
  component: lazyRouteComponent(() => import('./communities/List.tsx'), 'Communities'),
});
const community = createRoute({
  ...under,
  path: '/communities/$community',
  component: lazyRouteComponent(() => import('./community/Place.tsx'), 'Place'),
});
const propose = createRoute({
  ...under,
  path: '/communities/propose',
  component: lazyRouteComponent(() => import('./proposing/ProposePage.tsx'), 'ProposePage'),
});
const proposal = createRoute({
  ...under,
  path: '/communities/proposals/$proposal',
  component: lazyRouteComponent(() => import('./proposing/ProposalPage.tsx'), 'ProposalPage'),
});
const join = createRoute({
  ...under,
  path: '/join',
  validateSearch: (search): { community?: string } => {
    const asked = text(search.community);
    return asked ? { community: asked } : {};
  },
  component: lazyRouteComponent(() => import('./joining/Join.tsx'), 'Join'),
});
const people = createRoute({
  ...under,
  path: '/people',
  validateSearch: (search): { text?: string; interest?: string; strength?: string; community?: string } => {
    const words = text(search.text);
    const interest = text(search.interest);
    const strength = text(search.strength);
    const community = text(search.community);
    return {
      ...(words && { text: words }),
      ...(interest && { interest }),
      ...(strength && { strength }),
      ...(community && { community }),
    };
  },
  component: lazyRouteComponent(() => import('./people/Directory.tsx'), 'Directory'),
});
const search = createRoute({
  ...under,
  path: '/search',
  validateSearch: (search): { text?: string } => {
    const sought = text(search.text);
    return sought ? { text: sought } : {};
  },
  component: lazyRouteComponent(() => import('./search/SearchPage.tsx'), 'SearchPage'),
});
const person = createRoute({
  ...under,
  path: '/people/$person',
  component: lazyRouteComponent(() => import('./people/PersonPage.tsx'), 'PersonPage'),
});
const duplicates = createRoute({
  ...under,
  path: '/people/duplicates',
  component: lazyRouteComponent(() => import('./people/Duplicates.tsx'), 'Duplicates'),
});
const deciding = createRoute({
  ...under,
  path: '/to-decide',
  component: lazyRouteComponent(() => import('./deciding/Deciding.tsx'), 'Deciding'),
});
const me = createRoute({
  ...under,
  path: '/me',
  component: lazyRouteComponent(() => import('./me/Profile.tsx'), 'Profile'),
});
const asSeen = createRoute({
  ...under,
  path: '/me/as-seen',
  validateSearch: (search): { by?: Onlooker } => {
    const by = onlookers.find((one) => one === search.by);
    return by ? { by } : {};
  },
  component: lazyRouteComponent(() => import('./me/AsSeen.tsx'), 'AsSeen'),
});
const agreements = createRoute({
  ...under,
  path: '/me/agreements',
  component: lazyRouteComponent(() => import('./me/Agreements.tsx'), 'Agreements'),
});
const devices = createRoute({
  ...under,
  path: '/me/devices',
  component: lazyRouteComponent(() => import('./me/Devices.tsx'), 'Devices'),
});
const myData = createRoute({
  ...under,
  path: '/me/data',
  component: lazyRouteComponent(() => import('./me/MyData.tsx'), 'MyData'),
});
const surveys = createRoute({
  ...under,
  path: '/surveys',
  component: lazyRouteComponent(() => import('./surveys/Surveys.tsx'), 'Surveys'),
});
const letters = createRoute({
  ...under,
  path: '/letters',
  component: lazyRouteComponent(() => import('./letters/Letters.tsx'), 'Letters'),
});
const letter = createRoute({
  ...under,
  path: '/letters/$letter',
  component: lazyRouteComponent(() => import('./letters/Letter.tsx'), 'Letter'),
});
const communitySurveys = createRoute({
  ...under,
  path: '/communities/$community/surveys',
  component: lazyRouteComponent(() => import('./community/Surveys.tsx'), 'CommunitySurveys'),
});
const stateOfPlay = createRoute({
  ...under,
  path: '/state-of-play',
  component: lazyRouteComponent(() => import('./network/StateOfPlay.tsx'), 'StateOfPlay'),
});
const report = createRoute({
  ...under,
  path: '/report/$quarter',
  component: lazyRouteComponent(() => import('./network/Report.tsx'), 'Report'),
});
const maturity = createRoute({
  ...under,
  path: '/maturity',
  validateSearch: (search): { id?: string; community?: string } => {
    const [id, community] = [text(search.id), text(search.community)];
    return { ...(id && { id }), ...(community && { community }) };
  },
  // Links of before have it behind the hash.
  beforeLoad: ({ location }) => {
    const asked = new URLSearchParams(location.hash);
    const [id, community] = [asked.get('id'), asked.get('community')];
    if (id) throw redirect({ to: '/maturity', search: { id } });
    if (community) throw redirect({ to: '/maturity', search: { community } });
  },
  component: lazyRouteComponent(() => import('./network/Maturity.tsx'), 'Maturity'),
});
const myRequests = createRoute({
  ...under,
  path: '/me/requests',
  component: lazyRouteComponent(() => import('./me/Requests.tsx'), 'Requests'),
});
const myPlaces = createRoute({
  ...under,
  path: '/me/communities',
  component: lazyRouteComponent(() => import('./me/Places.tsx'), 'Places'),
});
const myWork = createRoute({
  ...under,
  path: '/me/work',
  component: lazyRouteComponent(() => import('./me/Work.tsx'), 'MyWork'),
});
const myJournal = createRoute({
  ...under,
  path: '/me/journal',
  component: lazyRouteComponent(() => import('./me/Journal.tsx'), 'Journal'),
});
const leaving = createRoute({
  ...under,
  path: '/me/leaving',
  component: lazyRouteComponent(() => import('./me/Leaving.tsx'), 'Leaving'),
});
const more = createRoute({
  ...under,
  path: '/more',
  component: lazyRouteComponent(() => import('./shell/More.tsx'), 'More'),
});
const privacy = createRoute({
  ...under,
  path: '/privacy',
  component: lazyRouteComponent(() => import('./shell/Statement.tsx'), 'Privacy'),
});
const imprint = createRoute({
  ...under,
  path: '/imprint',
  component: lazyRouteComponent(() => import('./shell/Statement.tsx'), 'Imprint'),
});

const routeTree = root.addChildren([
  home,
  signIn,
  communities,
  community,
  propose,
  proposal,
  join,
  people,
  search,
  person,
  duplicates,
  deciding,
  me,
  asSeen,
  agreements,
  devices,
  myData,
  surveys,
  letters,
  letter,
  communitySurveys,
  stateOfPlay,
  report,
  maturity,
  myRequests,
  myPlaces,
  myWork,
  myJournal,
  leaving,
  more,
  privacy,
  imprint,
  ...meetingRoutes,
]);

export const routerOf = (queries: QueryClient) =>
  createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingComponent: Waiting,
    defaultErrorComponent: FailedPage,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerOf>;
  }
}
