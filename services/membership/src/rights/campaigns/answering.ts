import { type CampaignAnswer, type CampaignQuestion, isRefusal, type Refusal } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import { missing, type Tx } from '@skein/service-kit';
import { recordLines } from '../../core/consent/record.ts';
import { lastLines } from '../../core/consent/store.ts';
import { textsOf } from '../../core/consent/text-store.ts';
import type { InvitedRow } from '../../core/consent-questions/row.ts';
import { findInvited, putInvited } from '../../core/consent-questions/store.ts';
import { findPerson } from '../../core/people/store.ts';
import { answer, lineOf } from './decide.ts';
import { findCampaign } from './store.ts';

interface Asked {
  readonly campaign: string;
  readonly person: string;
}

const presented = async (
  reader: Reader,
  { campaign: id, answer: said, settledAt }: InvitedRow,
  now: Date,
): Promise<CampaignQuestion | Refusal> => {
  const campaign = await findCampaign(reader, id);
  if (!campaign) return missing('campaign', id);
  const { title, text, purpose, deadline, textVersion } = campaign;
  const wording = (await textsOf(reader)).find(({ version }) => version === textVersion);
  return {
    campaign: id,
    title,
    text,
    purpose,
    wording: wording?.purposes[purpose] ?? '',
    deadline: deadline.toISOString(),
    open: !settledAt && deadline > now,
    ...(said !== 'silent' && { answer: said }),
  };
};

/** What a campaign asks somebody; nothing to those whom it does not ask. */
export const questionFor = async (
  reader: Reader,
  { campaign, person }: Asked,
  now: Date,
): Promise<CampaignQuestion | Refusal> => {
  const row = await findInvited(reader, campaign, person);
  return row ? presented(reader, row, now) : missing('campaign that asks you', campaign);
};

/** Takes somebody's answer, and writes it into the ledger at once. */
export const takeAnswer = async (
  tx: Tx,
  { campaign: id, person: who }: Asked,
  said: CampaignAnswer,
): Promise<CampaignQuestion | Refusal> => {
  const { now } = tx;
  const before = await findInvited(tx, id, who);
  const campaign = await findCampaign(tx, id);
  const person = await findPerson(tx, who);
  if (!before || !campaign || !person) return missing('campaign that asks you', id);
  const row = answer(before, said, now);
  if (isRefusal(row)) return row;
  if (row !== before) await putInvited(tx, row);
  const [last] = await lastLines(tx, campaign.purpose, [who]);
  await recordLines(tx, person, lineOf(said, campaign, last));
  return presented(tx, row, now);
};
