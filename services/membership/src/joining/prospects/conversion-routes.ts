import { isRefusal, prospectsContract, type Refusal, refuse } from '@skein/contracts';
import {
  type Implementation,
  type ServiceContext,
  type Tx,
  unknownReference,
  write,
} from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import type { CommunityRow } from '../../core/communities/row.ts';
import { findCommunity } from '../../core/communities/store.ts';
import { checkText } from '../../core/consent/decide.ts';
import { textsOf } from '../../core/consent/text-store.ts';
import { convert } from './convert.ts';
import { joined } from './decide.ts';
import { findToKeep } from './find.ts';
import { type Agreed, linesOf } from './lines.ts';
import { retentionOf, saveProspect } from './record.ts';

/** The lines of what somebody agreed to while they were spoken to; a refusal where the wording is not today's. */
const linesFor = async (
  tx: Tx,
  agreed: { readonly textVersion?: string | undefined; readonly consents: readonly Agreed[] },
  by: { readonly person: string; readonly host: boolean },
) => {
  const texts = await textsOf(tx);
  if (agreed.consents.length === 0) return [];
  if (!agreed.textVersion) {
    return refuse('invalid-request', 'Say which wording they agreed to.', ['textVersion', 'is needed']);
  }
  const { textVersion } = agreed;
  return checkText(true, textVersion, texts) ?? linesOf({ ...agreed, textVersion }, by);
};

export const conversionRoute = ({ config }: ServiceContext<MembershipConfig>): Implementation => {
  const communityFor = async (
    tx: Tx,
    id: string | undefined,
  ): Promise<CommunityRow | Refusal | undefined> => {
    if (!id) return undefined;
    const community = await findCommunity(tx, id);
    return community ?? unknownReference('community', 'community', id);
  };

  return write(prospectsContract.routes.convertProspect, async (call) => {
    const { body, actor, ifMatch, now, tx } = call;
    const before = call.deny('prospect.convert', {}) ?? (await findToKeep(call, ifMatch));
    if (isRefusal(before)) return before;
    const community = await communityFor(tx, body.community ?? before.community);
    if (isRefusal(community)) return community;
    const by = { person: actor?.person ?? '', host: true };
    const lines = await linesFor(tx, body, by);
    if (isRefusal(lines)) return lines;
    const converted = await convert(tx, before, { community, role: body.role, lines });
    if (isRefusal(converted)) return converted;
    const row = joined(before, converted.person, now, retentionOf(config));
    if (isRefusal(row)) return row;
    tx.concerned.add(converted.person);
    const prospect = await saveProspect(tx, row, config.SKEIN_TIME_ZONE, ['outcome']);
    return { prospect, ...converted };
  });
};
