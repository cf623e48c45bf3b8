import { type Actor, introductionsContract, isRefusal } from '@skein/contracts';
import {
  after,
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  type ServiceContext,
  write,
} from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { dayIn } from '../../core/reminders/decide.ts';
import { refuseLetters } from '../../core/sending/spend.ts';
import { checkWeaving, introduce, tellOutcome, weeksOn } from './decide.ts';
import { countIntroductions } from './figures-store.ts';
import { introductionsFor } from './filter.ts';
import { whomToIntroduce } from './making.ts';
import { saveOutcome } from './record.ts';
import type { IntroductionRow } from './row.ts';
import { findIntroduction, pageOfIntroductions, presentIntroduction, putIntroduction } from './store.ts';

const newestFirst: Order = [['_id', -1]];

/** Whose right counts: that of those who run its community, of the weaver, and of those introduced. */
const targetOf = ({ by, people, community }: IntroductionRow, actor: Actor | undefined) => {
  const concerned = people.find(({ person }) => person === actor?.person)?.person;
  return { person: concerned ?? by, ...(community && { community }) };
};

export const introductionRoutes = (context: ServiceContext<MembershipConfig>): Implementation[] => {
  const { config } = context;
  return [
    write(introductionsContract.routes.introduce, async ({ network, body, actor, now, deny, tx }) => {
      const { people, communities, community, reason, followUpWeeks } = body;
      const by = actor?.person ?? '';
      const denied = deny('bridge.weave', { community });
      const refused = denied ?? checkWeaving(body, by);
      if (refused) return refused;
      const introduced = await whomToIntroduce(tx, by, { people, communities, community });
      if (isRefusal(introduced)) return introduced;
      // Counted whatever becomes of the request.
      const limited = await refuseLetters(context, {
        ...{ network, actor, right: 'bridge.weave' },
        letters: introduced.length,
      });
      if (limited) return limited;
      const followUpOn = weeksOn(dayIn(config.SKEIN_TIME_ZONE, now), followUpWeeks);
      const making = { network, by, reason, community, communities, followUpOn };
      const row = introduce(making, introduced, now, newId());
      await putIntroduction(tx, row);
      const ids = introduced.map(({ person }) => person);
      for (const id of ids) tx.concerned.add(id);
      const data = { introduction: row._id, by, people: ids };
      tx.record(introductionsContract.events.introductionMade, {
        network,
        subject: row._id,
        version: 1,
        data,
      });
      return presentIntroduction(row, by, now);
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
