import { z } from 'zod';
import { defineEvent } from '../envelope.ts';
import { Id } from '../id.ts';

const facts = z.object({ request: Id, person: Id });

/** Ids alone: what is wrong, and what was said of it, stays where it can be erased. */
export const rectificationEvents = {
  rectificationAsked: defineEvent({
    service: 'membership',
    aggregate: 'rectification',
    event: 'asked',
    summary: 'Someone asked for something to be put right',
    data: facts,
  }),
  rectificationSettled: defineEvent({
    service: 'membership',
    aggregate: 'rectification',
    event: 'settled',
    summary: 'Something was put right, or will not be; the person is told',
    data: facts.extend({ status: z.enum(['done', 'refused']) }),
  }),
};
