import { lettersContract } from '@skein/contracts';
import type { Capability } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import type { AwaitedLetter } from '../writing/define-awaited.ts';
import { sendingAtOnce } from './questions.ts';

/** Throws unless exactly those letters are declared that the contract lets others ask for. */
export const checkAwaited = (letters: readonly Pick<AwaitedLetter, 'name'>[]): void => {
  const asked: readonly string[] = lettersContract.questions.sendNow.question.shape.letter.options;
  const declared = letters.map(({ name }) => name);
  const missing = asked.filter((name) => !declared.includes(name));
  const unasked = declared.filter((name, index) => !asked.includes(name) || declared.indexOf(name) !== index);
  if (missing.length) throw new Error(`no capability declares these letters: ${missing.join(', ')}`);
  if (unasked.length) throw new Error(`nobody can ask for these letters: ${unasked.join(', ')}`);
};

/** Sends letters that somebody waits for. */
export const awaitedLetters = (letters: readonly AwaitedLetter[]): Capability<NotificationConfig> => {
  checkAwaited(letters);
  return { name: 'awaited-letters', questions: (context) => sendingAtOnce(context, letters) };
};
