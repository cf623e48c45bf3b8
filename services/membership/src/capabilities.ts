import { communitiesWith } from './core/communities/capability.ts';
import { putClosing } from './joining/invitations/store.ts';

// The capabilities of membership, one line each, in no order that anything depends on.
export { audit } from './access/audit/capability.ts';
export { passkeys } from './access/passkeys/capability.ts';
export { sessions } from './access/sessions/capability.ts';
export { signingIn } from './access/signing-in/capability.ts';
export { arrivals } from './core/arrivals/capability.ts';
export { audiences } from './core/audiences/capability.ts';
export { consent } from './core/consent/capability.ts';
export { consentEvidence } from './core/consent-evidence/capability.ts';
export { consentQuestions } from './core/consent-questions/capability.ts';
export { directory } from './core/directory/capability.ts';
export { erasureList } from './core/erasure-list/capability.ts';
export { exports } from './core/exports/capability.ts';
export { keptAway } from './core/kept-away/capability.ts';
export { leadership } from './core/leadership/capability.ts';
export { members } from './core/members/capability.ts';
export { memberships } from './core/memberships/capability.ts';
export { network } from './core/network/capability.ts';
export { newcomers } from './core/newcomers/capability.ts';
export { organisations } from './core/organisations/capability.ts';
export { people } from './core/people/capability.ts';
export { photos } from './core/photos/capability.ts';
export { profiles } from './core/profiles/capability.ts';
export { roles } from './core/roles/capability.ts';
export { sending } from './core/sending/capability.ts';
export { stateOfPlay } from './core/state-of-play/capability.ts';
export { imports } from './joining/imports/capability.ts';
export { invitations } from './joining/invitations/capability.ts';
export { joinRequests } from './joining/join-requests/capability.ts';
export { neverAgain } from './joining/never-again/capability.ts';
export { proposals } from './joining/proposals/capability.ts';
export { prospects } from './joining/prospects/capability.ts';
export { addresses } from './rights/addresses/capability.ts';
export { campaigns } from './rights/campaigns/capability.ts';
export { duplicates } from './rights/duplicates/capability.ts';
export { erasureRequests } from './rights/erasure-requests/capability.ts';
export { preferences } from './rights/preferences/capability.ts';
export { rectifications } from './rights/rectifications/capability.ts';
export { rightsOfAPerson } from './rights/rights-of-a-person/capability.ts';
export { bridging } from './weaving/bridging/capability.ts';
export { introductionWishes } from './weaving/introduction-wishes/capability.ts';
export { introductions } from './weaving/introductions/capability.ts';

/** Whom a community had invited, and who asked to join it, are told when it is closed. */
export const communities = communitiesWith(putClosing);
