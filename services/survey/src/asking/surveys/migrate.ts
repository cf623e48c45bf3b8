import type { Migration, ServiceContext } from '@skein/service-kit';
import { giveInstrument, ownerlessInAllNetworks } from '../../instruments/definitions/store.ts';
import { askersOf } from './store.ts';

/** An instrument that one community alone has asked becomes that community's; the others are the network's. */
export const giveInstrumentsToAskers: Migration<ServiceContext> = {
  number: 1,
  what: 'Instruments that one community alone has asked are that community’s',
  run: async (context) => {
    for await (const { _id, network } of ownerlessInAllNetworks(context)) {
      const reader = context.readerOf(network);
      const [asker, ...others] = await askersOf(reader, _id);
      if (asker && others.length === 0) await giveInstrument(reader, _id, asker);
    }
  },
};
