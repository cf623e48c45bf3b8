import { isRefusal, type Network, networkContract } from '@skein/contracts';
import { type Implementation, missing, read, toEdit, write } from '@skein/service-kit';
import { withChanges } from '@skein/service-kit/decisions';
import { factsOf } from './decide.ts';
import type { NetworkRow } from './row.ts';
import { findNetwork, putNetwork } from './store.ts';

const presentNetwork = ({ _id: id, network: _, ...settings }: NetworkRow): Network => ({ id, ...settings });

export const networkRoutes = (): Implementation[] => [
  read(networkContract.routes.readNetwork, async ({ reader }) => presentNetwork(await findNetwork(reader))),

  write(networkContract.routes.editNetwork, async ({ network, body, ifMatch, tx }) => {
    const before = toEdit(await findNetwork(tx), ifMatch, missing('network', network));
    if (isRefusal(before)) return before;
    const { row, fields } = withChanges(before, body);
    if (fields.length) {
      await putNetwork(tx, row);
      const { version } = row;
      tx.record(networkContract.events.networkChanged, {
        network,
        subject: network,
        version,
        data: factsOf(row),
      });
    }
    return presentNetwork(row);
  }),
];
