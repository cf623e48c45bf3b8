import { mailAddressesContract } from '@skein/contracts';
import { findCommunity } from '@skein/known';
import { handle, type Implementation, missing, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import { replyAddressesFor } from '../../delivery/reply-addresses/addresses.ts';
import { tensionAddress } from './addressed.ts';

export const mailRoutes = ({ config }: ServiceContext<NotificationConfig>): Implementation[] => [
  // It is made as it is first asked for.
  handle(mailAddressesContract.routes.readMailAddress, async ({ actor, reader, params, deny }) => {
    const denied = deny('tension.raise', { community: params.community });
    if (denied) return denied;
    const community = await findCommunity(reader, params.community);
    if (!community) return missing('community', params.community);
    if (!actor) return {};
    const answersAt = (await replyAddressesFor(reader, config, [actor.person]))(actor.person);
    return answersAt === undefined ? {} : { address: tensionAddress(community, answersAt) };
  }),
];
