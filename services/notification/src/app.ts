import { defineService } from '@skein/service-kit';
import * as capabilities from './capabilities.ts';
import { NotificationConfig } from './config.ts';
import { awaitedLetters } from './delivery/awaited/capability.ts';
import { sending } from './delivery/sending/capability.ts';
import type { LetterCapability } from './delivery/writing/manifest.ts';

const declared: readonly LetterCapability[] = Object.values(capabilities);

/** Every kind of letter that the ledger keeps until it is sent. */
export const letterKinds = declared.flatMap(({ letters = [] }) => letters);

/** Every letter that somebody waits for. */
export const lettersAwaited = declared.flatMap(({ awaited = [] }) => awaited);

/** Notification: the digest, and every letter that the network writes to its members. */
export const notification = defineService({
  name: 'notification',
  config: NotificationConfig,
  capabilities: [...declared, sending(letterKinds), awaitedLetters(lettersAwaited)],
});
