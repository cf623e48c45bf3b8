import { communitiesContract, isRefusal, peopleContract } from '@skein/contracts';
import {
  type ConsumerDeclaration,
  eventConsumer,
  on,
  type ServiceContext,
  type Tx,
} from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { findPerson } from '../../core/people/store.ts';
import { joined } from './decide.ts';
import { retentionOf, saveProspect } from './record.ts';
import { findByAddress } from './store.ts';

/**
 * Notes that somebody came by themselves: of a community's prospects, into that community; of the network's, into the
 * network. Nobody learns more of an address by it than they may see of the members they have.
 */
export const prospectsFollow = ({ config }: ServiceContext<MembershipConfig>): ConsumerDeclaration => {
  const came = async (tx: Tx, person: string, community: string | undefined): Promise<void> => {
    const email = (await findPerson(tx, person))?.email;
    const before = email && (await findByAddress(tx, email));
    if (!before || before.community !== community) return;
    const row = joined(before, person, tx.now, retentionOf(config));
    if (!isRefusal(row)) await saveProspect(tx, row, config.SKEIN_TIME_ZONE, ['outcome']);
  };
  return eventConsumer(
    'membership-prospects',
    on(communitiesContract.events.membershipStarted, ({ data }, tx) => came(tx, data.person, data.community)),
    on(peopleContract.events.personJoined, ({ data }, tx) => came(tx, data.person, undefined)),
  );
};
