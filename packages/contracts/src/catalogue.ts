import type { EventDefinition } from './envelope.ts';
import type { ServiceName } from './id.ts';
import { meetingEvents } from './meeting/events.ts';
import { learningCaseRoutes } from './meeting/learning-cases.ts';
import { meetingRoutes } from './meeting/meetings.ts';
import { seriesRoutes } from './meeting/series.ts';
import { workstreamRoutes } from './meeting/workstreams.ts';
import { auditRoutes } from './membership/audit.ts';
import { campaignRoutes } from './membership/campaigns.ts';
import { communityRoutes } from './membership/communities.ts';
import { consentRoutes } from './membership/consent.ts';
import { erasureRoutes } from './membership/erasure.ts';
import { membershipEvents } from './membership/events.ts';
import { joiningRoutes } from './membership/joining.ts';
import { passkeyRoutes } from './membership/passkeys.ts';
import { peopleRoutes } from './membership/people.ts';
import { preferenceRoutes } from './membership/preferences.ts';
import { sessionRoutes } from './membership/sessions.ts';
import { deadLetterRoutes } from './notification/dead-letters.ts';
import { digestRoutes } from './notification/digests.ts';
import { notificationEvents } from './notification/events.ts';
import type { Route } from './route.ts';
import { ballotRoutes } from './survey/ballots.ts';
import { surveyEvents } from './survey/events.ts';
import { instrumentRoutes } from './survey/instruments.ts';
import { libraryRoutes } from './survey/library.ts';
import { receiptRoutes } from './survey/receipts.ts';
import { responseRoutes } from './survey/responses.ts';
import { surveyRoutes } from './survey/surveys.ts';

/** Every HTTP operation of the installation. */
export const routeCatalogue: readonly Route[] = [
  peopleRoutes,
  communityRoutes,
  joiningRoutes,
  consentRoutes,
  preferenceRoutes,
  erasureRoutes,
  campaignRoutes,
  sessionRoutes,
  auditRoutes,
  passkeyRoutes,
  seriesRoutes,
  meetingRoutes,
  workstreamRoutes,
  learningCaseRoutes,
  instrumentRoutes,
  libraryRoutes,
  surveyRoutes,
  responseRoutes,
  receiptRoutes,
  ballotRoutes,
  digestRoutes,
  deadLetterRoutes,
].flatMap((routes): Route[] => Object.values(routes));

/** Every event of the installation, by its CloudEvents type. */
export const eventCatalogue: ReadonlyMap<string, EventDefinition> = new Map(
  [membershipEvents, meetingEvents, surveyEvents, notificationEvents]
    .flatMap((events): EventDefinition[] => Object.values(events))
    .map((definition) => [definition.type, definition]),
);

/** Which service, and which of its processes, answers a path below `/api/v1`; the gateway's whole routing table. */
export const destinationOf = (
  method: string,
  path: string,
): { service: ServiceName; process: 'api' | 'intake' } | undefined => {
  const segments = path.split('/').filter(Boolean);
  const route = routeCatalogue.find(
    (candidate) => candidate.method === method && matches(candidate.path, segments),
  );
  // Another method or a longer path still goes to the resource's owner, who says what is wrong with it.
  const owner = route ?? routeCatalogue.find((candidate) => candidate.path.split('/')[1] === segments[0]);
  return owner && { service: owner.service, process: route?.process ?? 'api' };
};

const matches = (pattern: string, segments: readonly string[]): boolean => {
  const parts = pattern.split('/').filter(Boolean);
  return (
    parts.length === segments.length &&
    parts.every((part, index) => part.startsWith(':') || part === segments[index])
  );
};
