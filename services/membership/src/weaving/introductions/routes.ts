import { type Actor, introductionsContract, isRefusal } from '@skein/contracts';
import {
  after,
  type Implementation,
  missing,
  type Order,
  read,
  type ServiceContext,
  write,
} from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { tellOutcome } from './decide.ts';
import { countIntroductions } from './figures-store.ts';
import { introductionsFor } from './filter.ts';
import { makeIntroduction } from './make.ts';
import { saveOutcome } from './record.ts';
import type { IntroductionRow } from './row.ts';
import { findIntroduction, pageOfIntroductions, presentIntroduction } from './store.ts';

const newestFirst: Order = [['_id', -1]];

/** Whose right counts: that of those who run its community, of the weaver, and of those introduced. */
const targetOf = ({ by, people, community }: IntroductionRow, actor: Actor | undefined) => {
  const concerned = people.find(({ person }) => person === actor?.person)?.person;
  return { person: concerned ?? by, ...(community && { community }) };
};

export const introductionRoutes = (context: ServiceContext<MembershipConfig>): Implementation[] => {
  return [
    write(introductionsContract.routes.introduce, async (call) => {
      const { body, actor, now, deny } = call;
      const denied = deny('bridge.weave', { community: body.community });
      const row = denied ?? (await makeIntroduction(context, call, body));
      return isRefusal(row) ? row : presentIntroduction(row, actor?.person, now);
    }),

    read(
      introductionsContract.routes.listIntroductions,
      async ({ network, query, actor, now, deny, reader }) => {
        const page = after(query.after, newestFirst);
        if (isRefusal(page)) return page;
        const { community, mine } = query;
        const denied = community && !mine ? deny('introduction.follow', { community }) : undefined;
        if (denied) return denied;
        const filter = introductionsFor(actor, network, query, now);
        return pageOfIntroductions(reader, filter, { viewer: actor?.person, now }, query);
      },
    ),

    read(introductionsContract.routes.readIntroduction, async ({ params, actor, now, deny, reader }) => {
      const row = await findIntroduction(reader, params.id);
      const denied = deny('introduction.follow', row ? targetOf(row, actor) : {});
      if (!row) return denied ?? missing('introduction', params.id);
      return denied ?? presentIntroduction(row, actor?.person, now);
    }),

    write(
      introductionsContract.routes.recordIntroductionOutcome,
      async ({ params, body, actor, now, deny, tx }) => {
        const before = await findIntroduction(tx, params.id);
        const denied = deny('introduction.follow', before ? targetOf(before, actor) : {});
        if (denied) return denied;
        if (!before) return missing('introduction', params.id);
        const row = tellOutcome(before, { ...body, by: actor?.person ?? '', at: now });
        if (isRefusal(row)) return row;
        await saveOutcome(tx, row);
        return presentIntroduction(row, actor?.person, now);
      },
    ),

    read(introductionsContract.routes.countIntroductions, async ({ query, now, deny, reader }) => {
      const denied = deny('bridge.weave', { community: query.community });
      return denied ?? countIntroductions(reader, query, now);
    }),
  ];
};
