import { type Actor, isRefusal, ProspectStage, prospectsContract } from '@skein/contracts';
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
import { conversionRoute } from './conversion-routes.ts';
import { addProspect, assignProspect, editProspect, recordContact, setOutcome } from './decide.ts';
import { visibleTo } from './filter.ts';
import { findToKeep, targetOf } from './find.ts';
import { checkNamed, forget, retentionOf, saveProspect } from './record.ts';
import { countStages, findProspect, pageOfProspects, presentProspect } from './store.ts';

const newestFirst: Order = [['_id', -1]];

export const prospectRoutes = (context: ServiceContext<MembershipConfig>): Implementation[] => {
  const { config } = context;
  const zone = config.SKEIN_TIME_ZONE;
  const retention = retentionOf(config);

  return [
    write(prospectsContract.routes.addProspect, async ({ network, body, actor, now, deny, tx }) => {
      const denied = deny('prospect.add', { community: body.community });
      if (denied) return denied;
      const row = addProspect(
        { ...body, owner: body.owner ?? actorIn(actor) },
        network,
        now,
        retention,
        newId(),
      );
      const refused = await checkNamed(tx, row);
      if (refused) return refused;
      tx.concerned.add(row.owner);
      return saveProspect(tx, row, zone);
    }),

    read(prospectsContract.routes.listProspects, async ({ network, query, actor, now, deny, reader }) => {
      const page = after(query.after, newestFirst);
      if (isRefusal(page)) return page;
      const { community, mine } = query;
      const denied = community && !mine ? deny('prospect.keep', { community }) : undefined;
      if (denied) return denied;
      const today = dayIn(zone, now);
      const filter = visibleTo(actor, network, query, today);
      return pageOfProspects(reader, filter, today, query);
    }),

    read(prospectsContract.routes.readProspect, async ({ params, now, deny, reader }) => {
      const row = await findProspect(reader, params.id);
      const denied = deny('prospect.keep', row ? targetOf(row) : {});
      if (!row) return denied ?? missing('prospect', params.id);
      return denied ?? presentProspect(row, dayIn(zone, now));
    }),

    write(prospectsContract.routes.editProspect, async (call) => {
      const { body, network, now, tx } = call;
      const before = await findToKeep(call, call.ifMatch);
      if (isRefusal(before)) return before;
      const { community, email } = body;
      const moves = community !== undefined && (community ?? undefined) !== before.community;
      const denied = moves ? call.deny('prospect.add', community === null ? {} : { community }) : undefined;
      if (denied) return denied;
      const named = await checkNamed(tx, { _id: before._id, network, community, email });
      if (named) return named;
      const edited = editProspect(before, body, now, retention);
      return isRefusal(edited) ? edited : saveProspect(tx, edited.row, zone, edited.fields);
    }),

    write(prospectsContract.routes.assignProspect, async (call) => {
      const { body, network, now, tx } = call;
      const before = await findToKeep(call, call.ifMatch);
      if (isRefusal(before)) return before;
      const named = await checkNamed(tx, { _id: before._id, network, owner: body.owner });
      if (named) return named;
      tx.concerned.add(body.owner);
      const edited = assignProspect(before, body.owner, now, retention);
      return isRefusal(edited) ? edited : saveProspect(tx, edited.row, zone, edited.fields);
    }),

    write(prospectsContract.routes.recordProspectContact, async (call) => {
      const { body, actor, now, tx } = call;
      const before = await findToKeep(call);
      if (isRefusal(before)) return before;
      const { at, ...rest } = body;
      const contact = { ...rest, by: actorIn(actor), at: at ? new Date(at) : now };
      const row = recordContact(before, contact, now, retention);
      return isRefusal(row) ? row : saveProspect(tx, row, zone, ['contacts']);
    }),

    write(prospectsContract.routes.setProspectOutcome, async (call) => {
      const { body, now, tx } = call;
      const before = await findToKeep(call, call.ifMatch);
      if (isRefusal(before)) return before;
      const row = setOutcome(before, body, now, retention);
      return isRefusal(row) ? row : saveProspect(tx, row, zone, ['outcome']);
    }),

    conversionRoute(context),

    write(prospectsContract.routes.forgetProspect, async (call) => {
      const row = await findToKeep(call);
      if (isRefusal(row)) return row;
      await forget(call.tx, row);
      return undefined;
    }),

    read(prospectsContract.routes.countProspects, async ({ query, deny, reader }) => {
      const denied = deny('prospect.add', { community: query.community });
      if (denied) return denied;
      const counted = await countStages(reader, query);
      const stages = ProspectStage.options.map((stage) => [stage, counted.get(stage) ?? 0] as const);
      const added = stages.reduce((sum, [, people]) => sum + people, 0);
      const joined = counted.get('joined') ?? 0;
      const conversion = added === 0 ? 0 : joined / added;
      return {
        added,
        joined,
        conversion,
        stages: Object.fromEntries(stages) as Record<ProspectStage, number>,
      };
    }),
  ];
};

const actorIn = (actor: Actor | undefined): string => actor?.person ?? '';
