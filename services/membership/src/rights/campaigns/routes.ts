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
  ofOtherNetwork,
  type Reader,
  read,
  type ServiceContext,
  staleUnless,
  type Tx,
  unknownReference,
  verifyLink,
  write,
} from '@skein/service-kit';
import { findCommunity } from '../../core/communities/store.ts';
import { currentText, textsOf } from '../../core/consent/text-store.ts';
import { countsOf, pageOfInvited } from '../../core/consent-questions/store.ts';
import { questionFor, takeAnswer } from './answering.ts';
import { draftCampaign, editCampaign, startCampaign } from './decide.ts';
import { campaignFacts } from './record.ts';
import type { CampaignRow } from './row.ts';
import { findCampaign, pageOfCampaigns, presentCampaign, putCampaign } from './store.ts';

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

export const campaignRoutes = ({ keys }: ServiceContext): Implementation[] => {
  /** Whether what a draft names exists. */
  const unknownIn = async (
    tx: Tx,
    { audience, textVersion }: { audience?: CampaignAudience | undefined; textVersion?: string | undefined },
  ): Promise<Refusal | undefined> => {
    const texts = await textsOf(tx);
    if (textVersion && !texts.some(({ version }) => version === textVersion)) {
      return unknownReference('textVersion', 'wording', textVersion);
    }
    if (audience?.kind !== 'community') return undefined;
    const community = await findCommunity(tx, audience.community);
    return community ? undefined : unknownReference('audience.community', 'community', audience.community);
  };

  const presented = async (reader: Reader, row: CampaignRow): Promise<Campaign> =>
    presentCampaign(row, (await countsOf(reader, [row._id]))(row._id));

  const holderOf = async (here: string, token: string) => {
    const link = await verifyLink(keys, 'membership', 'campaign-answer', token);
    if (isRefusal(link)) return link;
    const { net: network, sub: person, campaign } = link.claims;
    if (network !== here) return ofOtherNetwork();
    return { person, campaign };
  };

  return [
    write(campaignsContract.routes.draftCampaign, async ({ network, body, now, tx }) => {
      const unknown = await unknownIn(tx, body);
      if (unknown) return unknown;
      const row = draftCampaign(body, network, now, newId());
      return isRefusal(row) ? row : put(tx, row, campaignsContract.events.campaignDrafted);
    }),

    read(campaignsContract.routes.listCampaigns, async ({ query, reader }) => {
      const found = await pageOfCampaigns(reader, query.status, query);
      if (isRefusal(found)) return found;
      const ids = found.items.map(({ _id }) => _id);
      const countsIn = await countsOf(reader, ids);
      return { ...found, items: found.items.map((row) => presentCampaign(row, countsIn(row._id))) };
    }),

    read(campaignsContract.routes.readCampaign, async ({ params, reader }) => {
      const row = await findCampaign(reader, params.id);
      return row ? presented(reader, row) : missing('campaign', params.id);
    }),

    write(campaignsContract.routes.editCampaign, async ({ params, body, ifMatch, now, tx }) => {
      const before = await findCampaign(tx, params.id);
      if (!before) return missing('campaign', params.id);
      const changed = editCampaign(before, body, now);
      const unknown = await unknownIn(tx, body);
      // A campaign that runs says so, whatever version the edit was made from.
      if (isRefusal(changed) && changed.refused === 'closed') return changed;
      const refused = staleUnless(ifMatch, before.version) ?? unknown;
      if (refused) return refused;
      if (isRefusal(changed)) return changed;
      if (changed.fields.length === 0) return presentCampaign(before, nobody);
      return put(tx, changed.row, campaignsContract.events.campaignChanged);
    }),

    write(campaignsContract.routes.startCampaign, async ({ params, ifMatch, now, tx }) => {
      const before = await findCampaign(tx, params.id);
      if (!before) return missing('campaign', params.id);
      const { version: today } = await currentText(tx);
      const row = startCampaign(before, today, now);
      if (isRefusal(row)) return row;
      const stale = staleUnless(ifMatch, before.version);
      return stale ?? put(tx, row, campaignsContract.events.campaignStarted);
    }),

    read(campaignsContract.routes.listCampaignAnswers, async ({ params, query, reader }) => {
      const row = await findCampaign(reader, params.id);
      if (!row) return missing('campaign', params.id);
      return pageOfInvited(reader, { campaign: row._id, answer: query.answer }, query);
    }),

    write(campaignsContract.routes.answerCampaign, async ({ params, body, actor, tx }) =>
      takeAnswer(tx, { campaign: params.id, person: actor?.person ?? '' }, body.answer),
    ),

    read(campaignsContract.routes.readCampaignQuestion, async ({ network, query, now, reader }) => {
      const asked = await holderOf(network, query.token);
      return isRefusal(asked) ? asked : questionFor(reader, asked, now);
    }),

    write(campaignsContract.routes.answerByLink, async ({ network, query, body, tx }) => {
      const asked = await holderOf(network, query.token);
      if (isRefusal(asked)) return asked;
      tx.concerned.add(asked.campaign).add(asked.person);
      return takeAnswer(tx, asked, body.answer);
    }),
  ];
};
