import { isRefusal, joiningContract, lettersContract, refuse } from '@skein/contracts';
import {
  countUse,
  handle,
  type Implementation,
  missing,
  newId,
  ofOtherNetwork,
  originOf,
  publicUrlOf,
  type Reader,
  read,
  type ServiceContext,
  signLink,
  type Tx,
  toEdit,
  transact,
  uncountUse,
  unknownReference,
  verifyLink,
  write,
} from '@skein/service-kit';
import { decidersFor } from '../../core/audiences/deciders.ts';
import { findCommunity } from '../../core/communities/store.ts';
import type { NewLine } from '../../core/consent/decide.ts';
import { recordLines } from '../../core/consent/record.ts';
import type { ConsentLine } from '../../core/consent/row.ts';
import { consentsOf, insertConsents } from '../../core/consent/store.ts';
import { currentText } from '../../core/consent/text-store.ts';
import { neverAgainLinks } from '../../core/kept-away/links.ts';
import { awayAmong } from '../../core/kept-away/store.ts';
import { join } from '../../core/members/decide.ts';
import { startMembership } from '../../core/members/record.ts';
import { findMembership } from '../../core/memberships/store.ts';
import { putNewcomer } from '../../core/newcomers/record.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { findByEmail, findPerson } from '../../core/people/store.ts';
import { accept, askToJoin, confirm, confirmingMs, decline } from './decide.ts';
import type { JoinRequestRow } from './row.ts';
import {
  findJoinRequest,
  pageOfJoinRequests,
  pageOfJoinRequestsBy,
  presentJoinRequest,
  putJoinRequest,
} from './store.ts';

/** Writes what somebody agreed to. A member who registers again agrees anew, but to nothing they decided on since. */
const agree = async (
  tx: Tx,
  member: PersonRow | null,
  askedAt: Date,
  consents: readonly ConsentLine[],
): Promise<void> => {
  if (!member) return insertConsents(tx, consents);
  const before = await consentsOf(tx, member._id);
  const lines = consents.flatMap(({ purpose, given, textVersion, channel }): NewLine[] => {
    const decidedSince = before.some((line) => line.purpose === purpose && line.at > askedAt);
    return decidedSince ? [] : [{ purpose, given, basis: 'consent', textVersion, channel }];
  });
  await recordLines(tx, member, lines);
};

export const joiningRoutes = (context: ServiceContext): Implementation[] => {
  const { db, ask, keys, signingKey, config } = context;

  /** Whoever wants no letters gets one such a month at most: only so can they come back, and nobody else make much of it. */
  const isSpared = async (reader: Reader, email: string): Promise<boolean> => {
    if ((await awayAmong(reader, [email])).size === 0) return false;
    const counted = `${reader.network} ${email}`;
    return (await countUse(db, 'join-kept-away', counted, 1, 30 * 24 * 3600)) !== undefined;
  };

  const sendLetter = async (row: JoinRequestRow): Promise<boolean> => {
    const expires = new Date(row.askedAt.getTime() + confirmingMs);
    const token = await signLink(signingKey, 'confirm-joining', { net: row.network, sub: row._id }, expires);
    const link = `${publicUrlOf(config, row.network)}/confirm-joining#token=${token}`;
    const { network, email } = row;
    const links = await neverAgainLinks(context, network, email);
    // Nothing of what was entered goes there, a name neither, before whoever has the address says that it was they.
    const letter = { network, letter: 'confirm-joining' as const, to: { email }, link, ...links };
    const sent = await ask(lettersContract.questions.sendNow, letter, 15_000);
    return sent?.outcome === 'sent';
  };

  return [
    // Not one transaction: the letter goes out between, and a request whose letter did not go is forgotten by itself.
    handle(joiningContract.routes.askToJoin, async ({ network, body, now, request, done, reader }) => {
      const community = await findCommunity(reader, body.community);
      if (!community) return unknownReference('community', 'community', body.community);
      if (community.status === 'closed')
        return refuse('conflict', 'This community is closed.', ['community', 'is closed']);
      const origin = originOf(request.ip);
      const sender = `${network} ${body.email} ${origin}`;
      // By address and origin together, so that nobody uses up what another may ask; the mailbox is not filled either.
      const limited =
        (await countUse(db, 'join-address', sender, 5, 3600)) ??
        (await countUse(db, 'join-origin', origin, 600, 3600)) ??
        (await countUse(db, 'join-letters', `${network} ${body.email}`, 20, 3600));
      if (limited) return limited;
      if (await isSpared(reader, body.email)) return { status: 'letter-sent' as const };
      const { version: textVersion } = await currentText(reader);
      const row = askToJoin({ ...body, textVersion }, network, now, newId());
      await transact(context, { network, now }, async (tx) => {
        await putJoinRequest(tx, row);
        tx.concerned.add(row._id).add(row.community);
        await done(tx);
      });
      if (!(await sendLetter(row))) {
        // Whoever does as they are told, and asks again, is not to be turned away for it.
        await uncountUse(db, 'join-address', sender, 3600);
        return refuse('unavailable', 'The letter could not be sent just now; ask again shortly.');
      }
      return { status: 'letter-sent' as const };
    }),

    write(joiningContract.routes.confirmJoining, async ({ network, body, now, tx }) => {
      const link = await verifyLink(keys, 'membership', 'confirm-joining', body.token);
      if (isRefusal(link)) return link;
      const { net, sub } = link.claims;
      if (net !== network) return ofOtherNetwork();
      const before = await findJoinRequest(tx, sub);
      if (!before) return refuse('expired-token', 'This request is no longer kept; ask again.');
      tx.concerned.add(sub);
      const row = confirm(before);
      if (row !== before) {
        await putJoinRequest(tx, row);
        const deciders = await decidersFor(tx, now, row.community);
        const data = { request: row._id, community: row.community, deciders };
        tx.record(joiningContract.events.joinRequested, {
          network,
          subject: row._id,
          version: row.version,
          data,
        });
      }
      return { id: row._id, status: row.status };
    }),

    read(joiningContract.routes.listJoinRequests, async ({ query, deny, reader }) => {
      const denied = deny('joining.review', { community: query.community });
      if (denied) return denied;
      return pageOfJoinRequests(reader, query, query);
    }),

    read(joiningContract.routes.listMyJoinRequests, async ({ actor, query, reader }) => {
      const person = await findPerson(reader, actor?.person ?? '');
      return person ? pageOfJoinRequestsBy(reader, person, query) : { items: [] };
    }),

    write(joiningContract.routes.acceptJoinRequest, async ({ network, params, ifMatch, now, deny, tx }) => {
      const found = await findJoinRequest(tx, params.id);
      const denied = deny('joining.review', { community: found?.community });
      const before = denied ?? toEdit(found, ifMatch, missing('request to join', params.id));
      if (isRefusal(before)) return before;
      const community = await findCommunity(tx, before.community);
      if (!community) return missing('community', before.community);
      const member = await findByEmail(tx, before.email);
      const accepted = accept(before, member, now, newId);
      if (isRefusal(accepted)) return accepted;
      const { person, newcomer, request } = accepted;
      const place = {
        network,
        person,
        community,
        before: await findMembership(tx, person, community._id),
      };
      const membership = join(place, 'member', now);
      if (isRefusal(membership)) return membership;
      if (newcomer) await putNewcomer(tx, newcomer);
      await agree(tx, member, before.askedAt, accepted.consents);
      await startMembership(tx, membership, 'welcomed');
      await putJoinRequest(tx, request);
      const data = { request: request._id, community: community._id, accepted: true };
      tx.record(joiningContract.events.joinDecided, {
        network,
        subject: request._id,
        version: request.version,
        data,
      });
      return presentJoinRequest(request);
    }),

    write(joiningContract.routes.declineJoinRequest, async ({ network, params, ifMatch, now, deny, tx }) => {
      const found = await findJoinRequest(tx, params.id);
      const denied = deny('joining.review', { community: found?.community });
      const before = denied ?? toEdit(found, ifMatch, missing('request to join', params.id));
      if (isRefusal(before)) return before;
      const row = decline(before, now);
      if (isRefusal(row)) return row;
      await putJoinRequest(tx, row);
      const data = { request: row._id, community: row.community, accepted: false };
      tx.record(joiningContract.events.joinDecided, {
        network,
        subject: row._id,
        version: row.version,
        data,
      });
      return undefined;
    }),
  ];
};
