import type { EventDefinition, EventOf } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, hostOf, on, type ServiceContext } from '@skein/service-kit';
import { type Due, lettersTo } from '../ledger/new-letter.ts';
import { putLetters } from '../ledger/store.ts';

type Following = (context: Pick<ServiceContext, 'config'>) => Parameters<typeof eventConsumer>[1];

/** Which letters an event makes due: a plain function of it, since the rest is the same for all. */
export const lettersOn =
  <D extends EventDefinition>(definition: D, due: (event: EventOf<D>) => readonly Due[]) =>
  ({ config }: Pick<ServiceContext, 'config'>) =>
    on(definition, async (event, tx) => {
      const { network, now } = tx;
      const at = { network, host: hostOf(config, network), now };
      await putLetters(
        tx,
        due(event).flatMap((one) => lettersTo(one, at)),
      );
    });

/** Follows one service's events, and puts the letters that they make due into the ledger, once each. */
export const letterConsumer = (
  context: Pick<ServiceContext, 'config'>,
  name: string,
  ...following: readonly Following[]
): ConsumerDeclaration => eventConsumer(name, ...following.map((subscribe) => subscribe(context)));
