import { z } from 'zod';
import { defineEvent } from '../../envelope.ts';
import { Day, Id } from '../../id.ts';
import { ProspectStage } from './schemas.ts';

const service = 'membership';
const facts = z.object({ prospect: Id, owner: Id, community: Id.optional(), stage: ProspectStage });

/** What happens to those who might become members: ids and facts, nothing that says who they are. */
export const events = {
  prospectAdded: defineEvent({
    service,
    aggregate: 'prospect',
    event: 'added',
    summary: 'Somebody might become a member',
    data: facts,
  }),
  prospectChanged: defineEvent({
    service,
    aggregate: 'prospect',
    event: 'changed',
    summary: 'Somebody who might become a member was spoken to, handed over or changed',
    data: facts.extend({ fields: z.array(z.string()) }),
  }),
  prospectForgotten: defineEvent({
    service,
    aggregate: 'prospect',
    event: 'forgotten',
    summary: 'Somebody who might have become a member is no longer kept',
    data: z.object({ prospect: Id, stage: ProspectStage }),
  }),
  contactsDue: defineEvent({
    service,
    aggregate: 'contact-reminder',
    event: 'due',
    summary: 'A member is to be reminded of those they want to speak to',
    data: z.object({ person: Id, day: Day, prospects: z.array(Id).min(1).max(200) }),
  }),
};
