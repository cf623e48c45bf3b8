import { z } from 'zod';
import { EmailAddress } from '../../address.ts';
import { Day, Id, Instant, Version } from '../../id.ts';
import { line, paragraphs } from '../../text.ts';

/** How somebody is, or was, spoken to. */
export const ContactChannel = z.enum([
  'email',
  'phone',
  'in-person',
  'web-page',
  'message',
  'letter',
  'other',
]);
export type ContactChannel = z.infer<typeof ContactChannel>;

/** What came of it so far; joining is not set but follows from making them a member. */
export const ProspectOutcome = z.enum(['interested', 'later', 'not-interested', 'joined']);
export type ProspectOutcome = z.infer<typeof ProspectOutcome>;

/** Where somebody stands, derived: not spoken to yet, spoken to, or what came of it. */
export const ProspectStage = z.enum(['new', 'contacted', ...ProspectOutcome.options]);
export type ProspectStage = z.infer<typeof ProspectStage>;

export const ProspectBody = z.strictObject({
  name: line(),
  email: EmailAddress.optional(),
  contact: line(300).optional().meta({ description: 'Another way to reach them' }),
  source: line(300).meta({ description: 'Where they came from: an event, a colleague, the web page' }),
  community: Id.optional().meta({ description: 'The community they might join' }),
  channel: ContactChannel.optional().meta({ description: 'How they are to be spoken to next' }),
  due: Day.optional().meta({ description: 'By when; the contacter is reminded on that day' }),
});

const ProspectContact = z.object({
  at: Instant,
  by: Id,
  channel: ContactChannel,
  note: paragraphs(2000),
});

/** Somebody who might become a member. Kept for a legitimate interest and for a limited time, since they agreed to nothing yet. */
export const Prospect = ProspectBody.extend({
  id: Id,
  version: Version,
  owner: Id.meta({ description: 'The member who speaks to them' }),
  stage: ProspectStage,
  outcome: ProspectOutcome.optional(),
  contacts: z.array(ProspectContact),
  overdue: z.boolean(),
  addedAt: Instant,
  forgetAt: Instant.meta({ description: 'When they are forgotten unless something happens' }),
}).meta({ id: 'Prospect' });
export type Prospect = z.infer<typeof Prospect>;
