import { exportsContract, type Route, type TableQuery } from '@skein/contracts';
import {
  type Call,
  handle,
  type Implementation,
  missing,
  type Reader,
  type ServiceContext,
  transact,
} from '@skein/service-kit';
import { tableFile } from '@skein/tables';
import { findCommunity } from '../communities/store.ts';
import { communityTable, membershipTable, memberTable, type Table } from './tables.ts';

export const exportRoutes = (context: ServiceContext): Implementation[] => {
  /** Sends a table; people's addresses leave the system with it, so who took it is kept before its first line goes. */
  const send = async (
    { network, now, deny, done, reader }: Pick<Call<Route>, 'network' | 'now' | 'deny' | 'done' | 'reader'>,
    { community, ...query }: TableQuery & { community?: string | undefined },
    name: string,
    table: (reader: Reader, community: string | undefined) => Table,
  ) => {
    const denied = deny('people.export', {});
    if (denied) return denied;
    if (community && !(await findCommunity(reader, community))) return missing('community', community);
    await transact(context, { network, now }, async (tx) => {
      if (community) tx.concerned.add(community);
      await done(tx);
    });
    return tableFile(table(reader, community), name, query);
  };

  return [
    handle(exportsContract.routes.exportMembers, (call) => send(call, call.query, 'members', memberTable)),
    handle(exportsContract.routes.exportMemberships, (call) =>
      send(call, call.query, 'memberships', membershipTable),
    ),
    handle(exportsContract.routes.exportCommunities, (call) =>
      send(call, call.query, 'communities', communityTable),
    ),
  ];
};
