import { introductionWishesContract, isRefusal, may } from '@skein/contracts';
import {
  countUse,
  type Implementation,
  newId,
  read,
  type ServiceContext,
  unknownReference,
  write,
} from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { findMembership } from '../../core/memberships/store.ts';
import { findPerson } from '../../core/people/store.ts';
import { presentTo, surroundingsOf } from '../../core/profiles/present.ts';
import { putDecided, putWish } from '../../core/wishes/record.ts';
import { makeIntroduction } from '../introductions/make.ts';
import { decide, wishFor } from './decide.ts';
import type { IntroductionWishRow } from './row.ts';
import {
  introductionWishes,
  isWishOpen,
  pageOfIntroductionWishes,
  presentIntroductionWish,
} from './store.ts';

const mostInADay = 10;

const kind = {
  called: 'wish to be introduced',
  whose: ({ person }: IntroductionWishRow) => person,
  ...introductionWishes,
};

export const introductionWishRoutes = (context: ServiceContext<MembershipConfig>): Implementation[] => [
  write(introductionWishesContract.routes.wishToMeet, async ({ network, body, actor, now, deny, tx }) => {
    const person = actor?.person ?? '';
    const { to, community, reason } = body;
    const wanted = await findPerson(tx, to);
    // Whom one may not see, one does not ask after either.
    if (!wanted || !presentTo(actor, wanted, await surroundingsOf(tx, [wanted])))
      return deny('people.read', { person: to }) ?? unknownReference('to', 'member', to);
    if (community && !(await findMembership(tx, to, community))?.role)
      return unknownReference('community', 'community of theirs', community);
    // Counted whatever becomes of the request.
    const limited = await countUse(
      context.db,
      'introduction-wishes',
      `${network} ${person}`,
      mostInADay,
      24 * 3600,
    );
    if (limited) return limited;
    const at = { network, now, _id: newId() };
    const open = await isWishOpen(tx, person, to);
    const row = wishFor({ person, to, reason, community }, at, { open });
    if (isRefusal(row)) return row;
    const tell = (deciders: string[]) =>
      tx.record(introductionWishesContract.events.introductionWished, {
        ...{ network, subject: row._id, version: row.version },
        // Whoever is to be met hears of it by the introduction, where there is one.
        data: { request: row._id, person, deciders: deciders.filter((one) => one !== to && one !== person) },
      });
    await putWish(tx, row, kind, tell, community);
    return presentIntroductionWish(row);
  }),

  read(introductionWishesContract.routes.listIntroductionWishes, async ({ actor, query, reader }) =>
    pageOfIntroductionWishes(reader, actor, query, query),
  ),

  write(introductionWishesContract.routes.decideIntroductionWish, async (call) => {
    const { network, params, body, deny, tx } = call;
    const { community } = (await introductionWishes.find(tx, params.id)) ?? {};
    const denied = deny('bridge.weave', { community });
    if (denied) return denied;
    const row = await putDecided(
      call,
      kind,
      async (before, by) => {
        if (body.status === 'declined') return decide(before, body, by);
        const decided = decide(before, { status: 'introduced', introduction: '' }, by);
        if (isRefusal(decided)) return decided;
        const made = await makeIntroduction(context, call, {
          people: [before.person, before.to],
          // Who weaves for the whole network does so in nobody’s name.
          community: may(call.actor, 'bridge.weave') ? undefined : community,
          reason: body.reason,
        });
        return isRefusal(made) ? made : { ...decided, introduction: made._id };
      },
      ({ _id: request, person, version }) =>
        tx.record(introductionWishesContract.events.introductionWishDecided, {
          ...{ network, subject: request, version },
          data: { request, person, status: body.status },
        }),
    );
    return isRefusal(row) ? row : presentIntroductionWish(row);
  }),
];
