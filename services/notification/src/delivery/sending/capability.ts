import type { Capability } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import { kindsOf } from '../ledger/kind.ts';
import { kindsWaitingInAllNetworks } from '../ledger/store.ts';
import type { LetterKind } from '../writing/define-letter.ts';
import { startDelivery } from './rounds.ts';

/** Sends the letters that wait in the ledger, of the kinds that the other capabilities declare. */
export const sending = (letters: readonly LetterKind[]): Capability<NotificationConfig> => {
  const kinds = kindsOf(letters);
  const declared = new Set(letters.map(({ name }) => name));
  return {
    name: 'sending',
    prepare: async ({ db, log }) => {
      const waiting = await kindsWaitingInAllNetworks({ db });
      const unknown = waiting.filter((kind) => !declared.has(kind));
      // A newer release may have left them and will send them: no reason to send none of the others.
      if (unknown.length) log.error({ kinds: unknown }, 'letters wait of kinds that nothing here writes');
    },
    loops: (context) => [startDelivery(context, kinds)],
  };
};
