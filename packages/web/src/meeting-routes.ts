import { createRoute } from '@tanstack/react-router';
import { isMonth } from './calendar/month.ts';
import { lazyRouteComponent, text, under } from './root-route.ts';

/** What an address says of which tag is looked at. */
const tagged = (search: Record<string, unknown>): { tag?: string } => {
  const tag = text(search.tag);
  return tag ? { tag } : {};
};

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
const subscribe = createRoute({
  ...under,
  path: '/calendar/subscribe',
  component: lazyRouteComponent(() => import('./calendar/Subscribe.tsx'), 'Subscribe'),
});
const meeting = createRoute({
  ...under,
  path: '/meetings/$meeting',
  component: lazyRouteComponent(() => import('./meetings/MeetingPage.tsx'), 'MeetingPage'),
});
const whoComes = createRoute({
  ...under,
  path: '/meetings/$meeting/coming',
  component: lazyRouteComponent(() => import('./coming/WhoComes.tsx'), 'WhoComes'),
});
const meetingChat = createRoute({
  ...under,
  path: '/meetings/$meeting/chat',
  component: lazyRouteComponent(() => import('./past/ChatPage.tsx'), 'ChatPage'),
});
const library = createRoute({
  ...under,
  path: '/library',
  validateSearch: tagged,
  component: lazyRouteComponent(() => import('./network/Library.tsx'), 'Library'),
});
const communityLibrary = createRoute({
  ...under,
  path: '/communities/$community/library',
  validateSearch: tagged,
  component: lazyRouteComponent(() => import('./community/Library.tsx'), 'CommunityLibrary'),
});
const product = createRoute({
  ...under,
  path: '/products/$product',
  component: lazyRouteComponent(() => import('./products/ProductPage.tsx'), 'ProductPage'),
});
const communityMeetings = createRoute({
  ...under,
  path: '/communities/$community/meetings',
  component: lazyRouteComponent(() => import('./community/Meetings.tsx'), 'CommunityMeetings'),
});
const pastMeetings = createRoute({
  ...under,
  path: '/communities/$community/meetings/past',
  component: lazyRouteComponent(() => import('./past/PastPage.tsx'), 'PastPage'),
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

/** Calendar, meetings, and what comes out of them. */
export const meetingRoutes = [
  calendar,
  subscribe,
  meeting,
  whoComes,
  meetingChat,
  library,
  communityLibrary,
  product,
  communityMeetings,
  pastMeetings,
  planMeeting,
  changeMeeting,
  communityWork,
  communityLearning,
  learningCase,
  learnt,
] as const;
