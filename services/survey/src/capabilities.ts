import { dropParts } from './asking/audiences/store.ts';
import { invitationsErasing } from './asking/invitations/capability.ts';
import { remindersAfter } from './asking/reminders/capability.ts';
import { surveysClosing } from './asking/surveys/capability.ts';
import { whereToWrite } from './asking/surveys/store.ts';
import { eraseAnswers } from './taking/responses/store.ts';
import { countsBy } from './telling/counts/capability.ts';
import { crossTabCount } from './telling/cross-tabs/counting.ts';
import { answeredAsShown } from './telling/shown/show.ts';
import { markSettling } from './telling/shown/store.ts';
import { textReading } from './telling/texts/reading.ts';

// What survey's own process can do: one line a capability, in whatever order.
export { belonging } from '@skein/known';
export { audiences } from './asking/audiences/capability.ts';
export { checkOut } from './asking/check-out/capability.ts';
export { usedLinks } from './asking/invitations/capability.ts';
export { keys } from './asking/keys/capability.ts';
export { opening } from './asking/opening/capability.ts';
export { digest } from './digest/capability.ts';
export { definitions } from './instruments/definitions/capability.ts';
export { exchange } from './instruments/exchange/capability.ts';
export { library } from './instruments/library/capability.ts';
export { formImports } from './instruments/other-forms/capability.ts';
export { answering } from './taking/answering/capability.ts';
export { ballots } from './taking/ballots/capability.ts';
export { cellKeys } from './taking/cell-keys/capability.ts';
export { deadResponses } from './taking/queue/capability.ts';
export { replicationLog } from './taking/replication-log/capability.ts';
export { responses } from './taking/responses/capability.ts';
export { crossTabs } from './telling/cross-tabs/capability.ts';
export { responseExports } from './telling/exports/capability.ts';
export { maturity } from './telling/maturity/capability.ts';
export { pastResponses } from './telling/past-responses/capability.ts';
export { publishing } from './telling/publishing/capability.ts';
export { readers } from './telling/readers/capability.ts';
export { results } from './telling/results/capability.ts';
export { shown } from './telling/shown/capability.ts';
export { texts } from './telling/texts/capability.ts';
export { voteBallots } from './voting/ballots/capability.ts';
export { conduct } from './voting/conduct/capability.ts';
export { voteRounds } from './voting/rounds/capability.ts';
export { votes } from './voting/votes/capability.ts';

// These are handed what stands above them.
export const invitations = invitationsErasing({ eraseAnswers, whereToWrite });
export const surveys = surveysClosing(dropParts, markSettling);
export const reminders = remindersAfter(answeredAsShown);
export const counts = countsBy(textReading, crossTabCount);
