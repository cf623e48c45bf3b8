import type { Capability } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import type { AwaitedLetter } from './define-awaited.ts';
import type { LetterKind } from './define-letter.ts';

/** A capability of notification: what every service's has, and the letters that it writes. */
export interface LetterCapability extends Capability<NotificationConfig> {
  /** Kinds of letters that the ledger keeps until they are sent. */
  readonly letters?: readonly LetterKind[];
  /** Letters that somebody waits for. */
  readonly awaited?: readonly AwaitedLetter[];
}
