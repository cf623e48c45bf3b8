import { type Capability, replicationFillerCollection } from '@skein/service-kit';
import { startShortening } from './rounds.ts';

/** Bounds in time what MongoDB's replication log tells of who did what when. */
export const replicationLog: Capability = {
  name: 'replication-log',
  collections: [replicationFillerCollection],
  loops: (context) => [startShortening(context)],
};
