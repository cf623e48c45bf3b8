import { type CampaignAnswer, type CampaignQuestion, isRefusal, type Refusal } from '@skein/contracts';
import { missing, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { recordLines } from '../../core/consent/record.ts';
import { lastLines } from '../../core/consent/store.ts';
import { textsOf } from '../../core/consent/texts.ts';
import { findPerson } from '../../core/people/store.ts';
import { answer, lineOf } from './decide.ts';
import { findInvited, type InvitedRow, putInvited } from './people.ts';
import { findCampaign } from './store.ts';

interface Asked {
  readonly network: string;
  readonly campaign: string;
  readonly person: string;
}

const presented = async (
  db: Db,
  { network, campaign: id, answer: said, settledAt }: InvitedRow,
  now: Date,
  session?: ClientSession,
): Promise<CampaignQuestion | Refusal> => {
  const campaign = await findCampaign(db, network, id, session);
  if (!campaign) return missing('campaign', id);
  const { title, text, purpose, deadline, textVersion } = campaign;
  const wording = (await textsOf(db, network, session)).find(({ version }) => version === textVersion);
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
  db: Db,
  { network, campaign, person }: Asked,
  now: Date,
): Promise<CampaignQuestion | Refusal> => {
  const row = await findInvited(db, network, campaign, person);
  return row ? presented(db, row, now) : missing('campaign that asks you', campaign);
};

/** Takes somebody's answer, and writes it into the ledger at once. */
export const takeAnswer = async (
  tx: Tx,
  { network, campaign: id, person: who }: Asked,
  said: CampaignAnswer,
): Promise<CampaignQuestion | Refusal> => {
  const { db, session, now } = tx;
  const before = await findInvited(db, network, id, who, session);
  const campaign = await findCampaign(db, network, id, session);
  const person = await findPerson(db, network, who, session);
  if (!before || !campaign || !person) return missing('campaign that asks you', id);
  const row = answer(before, said, now);
  if (isRefusal(row)) return row;
  if (row !== before) await putInvited(tx, row);
  const [last] = await lastLines(db, network, campaign.purpose, [who], session);
  await recordLines(tx, person, lineOf(said, campaign, last));
  return presented(db, row, now, session);
};
