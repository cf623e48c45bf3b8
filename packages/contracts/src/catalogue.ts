import type { EventDefinition } from './envelope.ts';
import { departureDefinitions } from './holdings.ts';
import type { ServiceName } from './id.ts';
import { meetingEvents } from './meeting/events.ts';
import { learningCaseRoutes } from './meeting/learning-cases.ts';
import { meetingRoutes } from './meeting/meetings.ts';
import { seriesRoutes } from './meeting/series.ts';
import { workstreamRoutes } from './meeting/workstreams.ts';
import { auditRoutes } from './membership/audit.ts';
import { bridgingRoutes } from './membership/bridging.ts';
import { campaignRoutes } from './membership/campaigns.ts';
import { communityRoutes } from './membership/communities.ts';
import { roleRoutes } from './membership/community-roles.ts';
import { consentRoutes } from './membership/consent.ts';
import { duplicateRoutes } from './membership/duplicates.ts';
import { erasureRoutes } from './membership/erasure.ts';
import { membershipEvents } from './membership/events.ts';
import { exportRoutes, importRoutes } from './membership/imports.ts';
import { introductionRoutes } from './membership/introductions.ts';
import { invitationRoutes } from './membership/invitations.ts';
import { joiningRoutes } from './membership/joining.ts';
import { organisationRoutes } from './membership/organisations.ts';
import { passkeyRoutes } from './membership/passkeys.ts';
import { peopleRoutes } from './membership/people.ts';
import { photoRoutes } from './membership/photos.ts';
import { preferenceRoutes } from './membership/preferences.ts';
import { proposalRoutes } from './membership/proposals.ts';
import { prospectRoutes } from './membership/prospects.ts';
import { rectificationRoutes } from './membership/rectification.ts';
import { personRightsRoutes } from './membership/rights-of-a-person.ts';
import { sessionRoutes } from './membership/sessions.ts';
import { stateOfPlayRoutes } from './membership/state-of-play.ts';
import { deadLetterRoutes } from './notification/dead-letters.ts';
import { digestRoutes } from './notification/digests.ts';
import { notificationEvents } from './notification/events.ts';
import type { Route } from './route.ts';
import { assessmentRoutes } from './survey/assessments.ts';
import { ballotRoutes } from './survey/ballots.ts';
import { blindBallotRoutes } from './survey/blind-ballots.ts';
import { crossTabRoutes } from './survey/cross-tabs.ts';
import { surveyEvents } from './survey/events.ts';
import { responseExportRoutes } from './survey/exports.ts';
import { instrumentRoutes } from './survey/instruments.ts';
import { libraryRoutes } from './survey/library.ts';
import { publicationRoutes } from './survey/publications.ts';
import { receiptRoutes } from './survey/receipts.ts';
import { reminderRoutes } from './survey/reminders.ts';
import { responseRoutes } from './survey/responses.ts';
import { surveyRoutes } from './survey/surveys.ts';
import { textRoutes } from './survey/texts.ts';
import { voteEvents } from './survey/vote-events.ts';
import { voteRoutes } from './survey/votes.ts';

/** Every HTTP operation of the installation. */
export const routeCatalogue: readonly Route[] = [
  peopleRoutes,
  organisationRoutes,
  photoRoutes,
  communityRoutes,
  roleRoutes,
  invitationRoutes,
  proposalRoutes,
  stateOfPlayRoutes,
  joiningRoutes,
  consentRoutes,
  preferenceRoutes,
  erasureRoutes,
  personRightsRoutes,
  rectificationRoutes,
  duplicateRoutes,
  campaignRoutes,
  importRoutes,
  exportRoutes,
  sessionRoutes,
  prospectRoutes,
  bridgingRoutes,
  introductionRoutes,
  auditRoutes,
  passkeyRoutes,
  seriesRoutes,
  meetingRoutes,
  workstreamRoutes,
  learningCaseRoutes,
  instrumentRoutes,
  libraryRoutes,
  surveyRoutes,
  reminderRoutes,
  responseRoutes,
  voteRoutes,
  ballotRoutes,
  crossTabRoutes,
  responseExportRoutes,
  assessmentRoutes,
  textRoutes,
  publicationRoutes,
  receiptRoutes,
  blindBallotRoutes,
  digestRoutes,
  deadLetterRoutes,
].flatMap((routes): Route[] => Object.values(routes));

/** Every event of the installation, by its CloudEvents type. */
export const eventCatalogue: ReadonlyMap<string, EventDefinition> = new Map(
  [membershipEvents, meetingEvents, surveyEvents, voteEvents, notificationEvents]
    .flatMap((events): EventDefinition[] => Object.values(events))
    .concat(departureDefinitions)
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
