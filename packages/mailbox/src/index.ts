export { MailboxConfig } from './config.ts';
export type { Letter } from './letters/letter.ts';
export type { OpenedLetter } from './letters/read.ts';
export type { Duplicate, LetterFilter } from './letters/register.ts';
export { type Mailbox, type MailboxOptions, startMailbox } from './mailbox.ts';
