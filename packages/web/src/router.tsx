import type { Onlooker } from '@skein/contracts';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent as lazily,
  redirect,
} from '@tanstack/react-router';
import { isMonth } from './calendar/month.ts';
import { FailedPage, NotFound } from './shell/Failures.tsx';
import { Shell } from './shell/Shell.tsx';
import { Waiting } from './shell/Waiting.tsx';
import { withWords } from './words/languages.ts';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Shell,
  notFoundComponent: NotFound,
});
/** All pages but the first bring along the words that the first does without. */
const lazyRouteComponent: typeof lazily = (load, name) => lazily(withWords(load), name);

const under = { getParentRoute: () => root } as const;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length < 500 ? value : undefined;

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
const whoComes = createRoute({
  ...under,
  path: '/meetings/$meeting/coming',
  component: lazyRouteComponent(() => import('./coming/WhoComes.tsx'), 'WhoComes'),
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
const calendar = createRoute({
  ...under,
  path: '/calendar',
  validateSearch: (search): { of?: 'mine'; as?: 'list'; month?: string } => ({
    ...(search.of === 'mine' && { of: 'mine' }),
    ...(search.as === 'list' && { as: 'list' }),
    ...(isMonth(search.month) && { month: search.month }),
  }),
  component: lazyRouteComponent(() => import('./calendar/Calendar.tsx'), 'Calendar'),
});
const meeting = createRoute({
  ...under,
  path: '/meetings/$meeting',
  component: lazyRouteComponent(() => import('./meetings/MeetingPage.tsx'), 'MeetingPage'),
});
const subscribe = createRoute({
  ...under,
  path: '/calendar/subscribe',
  component: lazyRouteComponent(() => import('./calendar/Subscribe.tsx'), 'Subscribe'),
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
const meetingChat = createRoute({
  ...under,
  path: '/meetings/$meeting/chat',
  component: lazyRouteComponent(() => import('./past/ChatPage.tsx'), 'ChatPage'),
});
const pastMeetings = createRoute({
  ...under,
  path: '/communities/$community/meetings/past',
  component: lazyRouteComponent(() => import('./past/PastPage.tsx'), 'PastPage'),
});
const library = createRoute({
  ...under,
  path: '/library',
  validateSearch: (search): { tag?: string; community?: string } => {
    const [tag, community] = [text(search.tag), text(search.community)];
    return { ...(tag && { tag }), ...(community && { community }) };
  },
  component: lazyRouteComponent(() => import('./library/Library.tsx'), 'Library'),
});
const communityMeetings = createRoute({
  ...under,
  path: '/communities/$community/meetings',
  component: lazyRouteComponent(() => import('./community/Meetings.tsx'), 'CommunityMeetings'),
});
const planMeeting = createRoute({
  ...under,
  path: '/communities/$community/meetings/new',
  component: lazyRouteComponent(() => import('./planning/PlanPage.tsx'), 'PlanPage'),
});
const changeMeeting = createRoute({
  ...under,
  path: '/communities/$community/meetings/$meeting/change',
  component: lazyRouteComponent(() => import('./planning/ChangePage.tsx'), 'ChangePage'),
});
const communitySurveys = createRoute({
  ...under,
  path: '/communities/$community/surveys',
  component: lazyRouteComponent(() => import('./community/Surveys.tsx'), 'CommunitySurveys'),
});
const communityWork = createRoute({
  ...under,
  path: '/communities/$community/work',
  component: lazyRouteComponent(() => import('./community/Work.tsx'), 'CommunityWorkPage'),
});
const communityLearning = createRoute({
  ...under,
  path: '/communities/$community/learning',
  component: lazyRouteComponent(() => import('./community/Learning.tsx'), 'CommunityLearning'),
});
const learningCase = createRoute({
  ...under,
  path: '/communities/$community/learning/$case',
  component: lazyRouteComponent(() => import('./community/LearningCase.tsx'), 'LearningCasePage'),
});
const learnt = createRoute({
  ...under,
  path: '/learnt',
  component: lazyRouteComponent(() => import('./network/Learnt.tsx'), 'LearntInNetwork'),
});
const stateOfPlay = createRoute({
  ...under,
  path: '/state-of-play',
  component: lazyRouteComponent(() => import('./network/StateOfPlay.tsx'), 'StateOfPlay'),
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
  whoComes,
  me,
  asSeen,
  agreements,
  devices,
  myData,
  surveys,
  calendar,
  meeting,
  subscribe,
  letters,
  letter,
  communityMeetings,
  pastMeetings,
  meetingChat,
  library,
  planMeeting,
  changeMeeting,
  communitySurveys,
  communityWork,
  communityLearning,
  learningCase,
  learnt,
  stateOfPlay,
  maturity,
  myRequests,
  myPlaces,
  myWork,
  leaving,
  more,
  privacy,
  imprint,
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
