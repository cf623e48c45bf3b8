import { type Campaign, type CampaignAnswer, type Refusal, refuse } from '@skein/contracts';
import { type Changed, withChanges } from '@skein/service-kit/decisions';
import type { NewLine } from '../../core/consent/decide.ts';
import type { ConsentRow } from '../../core/consent/row.ts';
import type { InvitedRow } from '../../core/consent-questions/row.ts';
import type { CampaignRow } from './row.ts';

const dayMs = 24 * 60 * 60 * 1000;

type Drafted = Omit<Campaign, 'id' | 'version' | 'status' | 'counts' | 'startedAt' | 'closedAt'>;
type Changes = { readonly [K in keyof Drafted]?: Drafted[K] | undefined };

const remindedAt = (deadline: Date, days: number): Date => new Date(deadline.getTime() - days * dayMs);

const badTimes = (
  { deadline, reminders }: Pick<CampaignRow, 'deadline' | 'reminders'>,
  now: Date,
): Refusal | undefined => {
  if (deadline <= now) {
    return refuse('invalid-request', 'The deadline is past.', ['deadline', 'must be in the future']);
  }
  const fields = reminders.flatMap((days, index): [string, string][] => {
    if (reminders.indexOf(days) !== index) return [[`reminders.${index}`, 'is named twice']];
    return remindedAt(deadline, days) <= now ? [[`reminders.${index}`, 'would be before today']] : [];
  });
  return fields.length ? refuse('invalid-request', 'The reminders do not fit.', ...fields) : undefined;
};

export const draftCampaign = (
  drafted: Drafted,
  network: string,
  now: Date,
  _id: string,
): CampaignRow | Refusal => {
  const deadline = new Date(drafted.deadline);
  const row: CampaignRow = {
    _id,
    network,
    version: 1,
    status: 'draft',
    ...drafted,
    deadline,
    allInvited: false,
    reminded: [],
  };
  return badTimes(row, now) ?? row;
};

export const editCampaign = (
  before: CampaignRow,
  { deadline, ...changes }: Changes,
  now: Date,
): Changed<CampaignRow> | Refusal => {
  if (before.status !== 'draft') {
    return refuse('closed', `The campaign is ${before.status}; only a draft can be changed.`);
  }
  const changed = withChanges(before, { ...changes, ...(deadline && { deadline: new Date(deadline) }) });
  return badTimes(changed.row, now) ?? changed;
};

/** Lets a draft run; `today` is the version of the wording shown today. */
export const startCampaign = (before: CampaignRow, today: string, now: Date): CampaignRow | Refusal => {
  if (before.status !== 'draft') return refuse('conflict', `The campaign is ${before.status} already.`);
  if (before.textVersion !== today) {
    return refuse('conflict', 'People agree to the wording shown today.', [
      'textVersion',
      `is ${before.textVersion}, today’s is ${today}`,
    ]);
  }
  const bad = badTimes(before, now);
  if (bad) return { ...bad, refused: 'conflict' };
  return { ...before, status: 'running', version: before.version + 1, startedAt: now };
};

/** Whether somebody with this line is asked: those who agreed, on consent, before the campaign began. */
export const belongsToAudience = (campaign: CampaignRow, line: ConsentRow): boolean =>
  line.given &&
  line.basis === 'consent' &&
  line.at <= (campaign.startedAt ?? line.at) &&
  (campaign.audience.kind !== 'other-text' || line.textVersion !== campaign.textVersion);

export const invite = (
  { _id: campaign, network, purpose, deadline }: CampaignRow,
  person: string,
): InvitedRow => ({
  _id: `${campaign}.${person}`,
  network,
  campaign,
  person,
  purpose,
  deadline,
  answer: 'silent',
});

/** What a running campaign is to do next; undefined where it is to wait. */
export type Task =
  | { readonly kind: 'invite' }
  | { readonly kind: 'close' }
  | { readonly kind: 'remind'; readonly days: number };

export const nextTask = (row: CampaignRow, now: Date): Task | undefined => {
  if (row.status !== 'running') return undefined;
  if (row.deadline <= now) return { kind: 'close' };
  if (!row.allInvited) return { kind: 'invite' };
  const due = row.reminders.filter(
    (days) => remindedAt(row.deadline, days) <= now && !row.reminded.includes(days),
  );
  // After a standstill several may be due: people get the one that is closest to the deadline.
  return due.length ? { kind: 'remind', days: Math.min(...due) } : undefined;
};

const withoutCursor = ({ cursor: _, ...row }: CampaignRow): CampaignRow => row;

/** A task has come to its end. */
export const taskDone = (row: CampaignRow, task: Task, now: Date): CampaignRow => {
  if (task.kind === 'invite') return { ...withoutCursor(row), allInvited: true };
  if (task.kind === 'close') {
    return { ...withoutCursor(row), status: 'closed', closedAt: now, version: row.version + 1 };
  }
  const done = row.reminders.filter((days) => days >= task.days);
  return { ...withoutCursor(row), reminded: [...new Set([...row.reminded, ...done])] };
};

/** Takes an answer, a changed one too, until the deadline. */
export const answer = (row: InvitedRow, said: CampaignAnswer, now: Date): InvitedRow | Refusal => {
  if (row.settledAt || row.deadline <= now) {
    return refuse('closed', 'The time for answering is over. You can still agree on your preference page.');
  }
  return row.answer === said ? row : { ...row, answer: said, answeredAt: now };
};

type Last = Pick<ConsentRow, 'given' | 'basis' | 'textVersion' | 'at' | 'campaign'>;

/**
 * The line that an answer adds to the ledger. Each yes is one, with its own time and channel, whatever words held before:
 * it is the evidence. The same answer to the same campaign adds none, nor does a no where nothing was agreed to.
 */
export const lineOf = (
  said: CampaignAnswer,
  { _id: campaign, purpose, textVersion }: Pick<CampaignRow, '_id' | 'purpose' | 'textVersion'>,
  last: Last | undefined,
): NewLine[] => {
  const given = said === 'yes';
  const same = given ? last?.given && last.campaign === campaign : !last?.given;
  return same ? [] : [{ purpose, given, basis: 'consent', textVersion, channel: 'campaign', campaign }];
};

/** The line for somebody who was silent: they leave the purpose, unless they agreed again after the deadline. */
export const silentLeaves = (
  { campaign, purpose, deadline }: Pick<InvitedRow, 'campaign' | 'purpose' | 'deadline'>,
  last: Last | undefined,
): NewLine[] => {
  if (!last?.given || last.basis !== 'consent' || last.at >= deadline) return [];
  const { textVersion } = last;
  return [
    { purpose, given: false, basis: 'consent', textVersion, channel: 'campaign', campaign, reason: 'silent' },
  ];
};

/** Whether the network may go on holding someone's data: for a purpose, a community they belong to, or a role. */
export const hasBasis = (purposes: readonly string[], communities: number, roles: number): boolean =>
  purposes.length > 0 || communities > 0 || roles > 0;
