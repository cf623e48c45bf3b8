import {
  type Campaign,
  type CampaignAudience,
  campaignsContract,
  type EventDefinition,
  isRefusal,
  type Refusal,
} from '@skein/contracts';
import {
  type Implementation,
  missing,
  newId,
  type Order,
  ofOtherNetwork,
  read,
  readPage,
  type ServiceContext,
  staleUnless,
  type Tx,
  unknownReference,
  verifyLink,
  write,
} from '@skein/service-kit';
import { findCommunity } from '../../core/communities/store.ts';
import { currentText, textsOf } from '../../core/consent/texts.ts';
import { questionFor, takeAnswer } from './answering.ts';
import { draftCampaign, editCampaign, startCampaign } from './decide.ts';
import { campaignFacts } from './passes.ts';
import { countsOf } from './people.ts';
import { type CampaignRow, campaignsIn, findCampaign, presentCampaign, putCampaign } from './store.ts';

const newestFirst: Order = [['_id', -1]];
const nobody = { invited: 0, yes: 0, no: 0, silent: 0 };

const put = async (
  tx: Tx,
  row: CampaignRow,
  definition: EventDefinition<(typeof campaignsContract.events.campaignDrafted)['data']>,
): Promise<Campaign> => {
  await putCampaign(tx, row);
  const { _id: subject, network, version } = row;
  tx.record(definition, { network, subject, version, data: campaignFacts(row) });
  return presentCampaign(row, nobody);
};

export const campaignRoutes = ({ db, keys }: ServiceContext): Implementation[] => {
  /** Whether what a draft names exists. */
  const unknownIn = async (
    tx: Tx,
    network: string,
    { audience, textVersion }: { audience?: CampaignAudience | undefined; textVersion?: string | undefined },
  ): Promise<Refusal | undefined> => {
    const texts = await textsOf(db, network, tx.session);
    if (textVersion && !texts.some(({ version }) => version === textVersion)) {
      return unknownReference('textVersion', 'wording', textVersion);
    }
    if (audience?.kind !== 'community') return undefined;
    const community = await findCommunity(tx.db, network, audience.community, tx.session);
    return community ? undefined : unknownReference('audience.community', 'community', audience.community);
  };

  const presented = async (row: CampaignRow): Promise<Campaign> =>
    presentCampaign(row, (await countsOf(db, row.network, [row._id]))(row._id));

  const holderOf = async (here: string, token: string) => {
    const link = await verifyLink(keys, 'membership', 'campaign-answer', token);
    if (isRefusal(link)) return link;
    const { net: network, sub: person, campaign } = link.claims;
    if (network !== here) return ofOtherNetwork();
    return { network, person, campaign };
  };

  return [
    write(campaignsContract.routes.draftCampaign, async ({ network, body, now, tx }) => {
      const unknown = await unknownIn(tx, network, body);
      if (unknown) return unknown;
      const row = draftCampaign(body, network, now, newId());
      return isRefusal(row) ? row : put(tx, row, campaignsContract.events.campaignDrafted);
    }),

    read(campaignsContract.routes.listCampaigns, async ({ network, query }) => {
      const filter = { network, ...(query.status && { status: query.status }) };
      const found = await readPage(campaignsIn(db), filter, newestFirst, query, (row) => row);
      if (isRefusal(found)) return found;
      const ids = found.items.map(({ _id }) => _id);
      const countsIn = await countsOf(db, network, ids);
      return { ...found, items: found.items.map((row) => presentCampaign(row, countsIn(row._id))) };
    }),

    read(campaignsContract.routes.readCampaign, async ({ network, params }) => {
      const row = await findCampaign(db, network, params.id);
      return row ? presented(row) : missing('campaign', params.id);
    }),

    write(campaignsContract.routes.editCampaign, async ({ network, params, body, ifMatch, now, tx }) => {
      const before = await findCampaign(db, network, params.id, tx.session);
      if (!before) return missing('campaign', params.id);
      const changed = editCampaign(before, body, now);
      const unknown = await unknownIn(tx, network, body);
      // A campaign that runs says so, whatever version the edit was made from.
      if (isRefusal(changed) && changed.refused === 'closed') return changed;
      const refused = staleUnless(ifMatch, before.version) ?? unknown;
      if (refused) return refused;
      if (isRefusal(changed)) return changed;
      if (changed.fields.length === 0) return presentCampaign(before, nobody);
      return put(tx, changed.row, campaignsContract.events.campaignChanged);
    }),

    write(campaignsContract.routes.startCampaign, async ({ network, params, ifMatch, now, tx }) => {
      const before = await findCampaign(db, network, params.id, tx.session);
      if (!before) return missing('campaign', params.id);
      const { version: today } = await currentText(db, network, tx.session);
      const row = startCampaign(before, today, now);
      if (isRefusal(row)) return row;
      const stale = staleUnless(ifMatch, before.version);
      return stale ?? put(tx, row, campaignsContract.events.campaignStarted);
    }),

    write(campaignsContract.routes.answerCampaign, async ({ network, params, body, actor, tx }) =>
      takeAnswer(tx, { network, campaign: params.id, person: actor?.person ?? '' }, body.answer),
    ),

    read(campaignsContract.routes.readCampaignQuestion, async ({ network, query, now }) => {
      const asked = await holderOf(network, query.token);
      return isRefusal(asked) ? asked : questionFor(db, asked, now);
    }),

    write(campaignsContract.routes.answerByLink, async ({ network, query, body, tx }) => {
      const asked = await holderOf(network, query.token);
      if (isRefusal(asked)) return asked;
      tx.concerned.add(asked.campaign).add(asked.person);
      return takeAnswer(tx, asked, body.answer);
    }),
  ];
};
