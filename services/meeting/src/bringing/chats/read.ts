import { type Refusal, refuse } from '@skein/contracts';
import { UnreadableRecord } from '@skein/records';

/** What a reader of records makes of a text; a line that it cannot go past is a refusal that names it. */
export const reading = <T>(read: () => T): T | Refusal => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    return refuse('invalid-request', error.message, ['text', `cannot be read from line ${error.line} on`]);
  }
};
