import { networkContract } from '@skein/contracts';
import {
  type Capability,
  declareCollection,
  eventConsumer,
  holdsNobody,
  on,
  putIfNewer,
  type Reader,
  type ReadModel,
  rowsIn,
} from '@skein/service-kit';
import { KnownNetwork } from './row.ts';

const networksCollection = declareCollection({
  name: 'known_networks',
  schema: KnownNetwork,
  grows: 'one for each network',
  indexes: [],
  people: holdsNobody('how a network presents itself'),
});

const networks = rowsIn(networksCollection);

const readModel = (service: string): ReadModel => ({
  name: 'presentation',
  collections: [networksCollection.name],
  consumer: eventConsumer(
    `${service}-presentation`,
    on(networkContract.events.networkChanged, ({ data, network, aggregateversion: version }, tx) =>
      putIfNewer(networks(tx), { _id: network, network, version, ...data }),
    ),
  ),
});

/** The read model of how each network presents itself, for a service that shows it. */
export const presentation: Capability = {
  name: 'presentation',
  collections: [networksCollection],
  readModels: ({ service }) => [readModel(service)],
};

/** How the network presents itself, as known here; nothing where nobody has described it. */
export const findPresentation = (reader: Reader): Promise<KnownNetwork | null> =>
  networks(reader).findOne({ _id: reader.network, network: reader.network });
