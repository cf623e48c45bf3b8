import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { Survey } from './surveys/index.ts';

/** A survey as somebody sees it whom it asks. */
export const AskedSurvey = Survey.pick({
  id: true,
  title: true,
  mode: true,
  opensAt: true,
  closesAt: true,
  closedAt: true,
  community: true,
})
  .extend({
    status: z.enum(['open', 'closed']),
    link: Id.optional().meta({ description: 'Your invitation, by which a device keeps what you begin' }),
    given: z.enum(['nothing', 'answer', 'ballot', 'untold']).meta({
      description:
        'By your own link: nothing yet, your answer, or in an anonymous survey your ballot. `untold`: nobody here knows, as by an open link, and of an anonymous survey that has closed',
    }),
  })
  .meta({ id: 'AskedSurvey' });
export type AskedSurvey = z.infer<typeof AskedSurvey>;

const service = 'survey';
const right = 'signed-in';

const routes = {
  listAskedSurveys: defineRoute({
    id: 'listAskedSurveys',
    service,
    method: 'GET',
    path: '/asked-surveys',
    summary:
      'The surveys that ask you, or anyone, newest first; with whether you have answered, for you alone',
    right,
    query: PageQuery.extend({ status: z.enum(['open', 'closed']).default('open'), community: Id.optional() }),
    reply: pageOf(AskedSurvey),
    status: 200,
  }),
  readOwnLink: defineRoute({
    id: 'readOwnLink',
    service,
    method: 'GET',
    path: '/surveys/:id/own-link',
    summary: 'Your own link to the page where you answer a survey, as your letter has it',
    right,
    params: z.object({ id: Id }),
    reply: z.object({ url: z.url() }),
    status: 200,
    problems: ['conflict'],
  }),
};

export const askedSurveysContract = defineCapability({ name: 'asked-surveys', service, routes });
