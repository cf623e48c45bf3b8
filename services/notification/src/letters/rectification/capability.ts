import { rectificationContract } from '@skein/contracts';
import { outcomeLetter } from '../../delivery/writing/outcome-letter.ts';

/** A letter to whoever asked for something to be put right, once the hosts have said what came of it. */
export const rectification = await outcomeLetter({
  beside: import.meta.url,
  name: 'rectification',
  consumer: 'notification-rectifications',
  urgency: 3,
  subject: 'What you asked us to put right',
  preview: 'What came of it',
  example: {
    what: ['My name is spelled wrong.', 'It is Lindqvist.'],
    reason: 'That is what the register says.',
  },
  event: rectificationContract.events.rectificationSettled,
  due: ({ data: { request, person } }) => ({ request, person }),
  question: rectificationContract.questions.outcomes,
});
