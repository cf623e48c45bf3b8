import { campaignsContract } from '@skein/contracts';
import {
  type AnsweredQuestion,
  answer,
  publicUrlOf,
  type ServiceContext,
  signLink,
} from '@skein/service-kit';
import { textsOf } from '../../core/consent/text-store.ts';
import { stillAsked } from '../../core/consent-questions/store.ts';
import { findCampaign } from './store.ts';

// Whoever comes late is to hear that the time is over, not that their link is bad.
const graceMs = 30 * 24 * 60 * 60 * 1000;

/** What notification asks as a campaign's letters go out. No token is ever stored: each is signed anew. */
export const campaignQuestions = (context: ServiceContext): AnsweredQuestion[] => [
  answer(campaignsContract.questions.links, async ({ network, campaign: id, people, silentOnly }) => {
    const { signingKey, config } = context;
    const reader = context.readerOf(network);
    const campaign = await findCampaign(reader, id);
    if (campaign?.status !== 'running' || campaign.deadline <= context.now()) return { links: [] };
    const { title, text, purpose, deadline, textVersion } = campaign;
    const texts = await textsOf(reader);
    const wording = texts.find(({ version }) => version === textVersion)?.purposes[purpose];
    if (!wording) return { links: [] };
    const rows = await stillAsked(reader, id, people, silentOnly);
    const expires = new Date(deadline.getTime() + graceMs);
    const links = rows.map(async ({ person }) => {
      const token = await signLink(
        signingKey,
        'campaign-answer',
        { net: network, sub: person, campaign: id },
        expires,
      );
      return { person, url: `${publicUrlOf(config, network)}/campaign#token=${token}` };
    });
    const asks = { title, text, purpose, wording, deadline: deadline.toISOString() };
    return { asks, links: await Promise.all(links) };
  }),
];
