import { sendingContract } from '@skein/contracts';
import { outcomeLetter } from '../../delivery/writing/outcome-letter.ts';

/** Tells whoever asked to send more letters whether they may. */
export const sendingSettled = await outcomeLetter({
  beside: import.meta.url,
  name: 'sending-settled',
  urgency: 3.81,
  subject: 'The letters that you asked to send',
  preview: 'What the hosts said',
  example: { what: ['The alumni of our festival, once.'], reason: 'Please ask a smaller circle first.' },
  event: sendingContract.events.sendingSettled,
  due: ({ data: { request, sender } }) => ({ request, person: sender }),
  question: sendingContract.questions.outcomes,
});
