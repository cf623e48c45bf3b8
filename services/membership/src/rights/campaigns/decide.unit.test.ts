import { isRefusal } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentRow } from '../../core/consent/row.ts';
import type { InvitedRow } from '../../core/consent-questions/row.ts';
import {
  answer,
  belongsToAudience,
  draftCampaign,
  editCampaign,
  hasBasis,
  invite,
  lineOf,
  nextTask,
  silentLeaves,
  startCampaign,
  taskDone,
} from './decide.ts';
import type { CampaignRow } from './row.ts';

const dayMs = 24 * 60 * 60 * 1000;
const now = new Date('2026-11-01T12:00:00.000Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * dayMs);

const body = {
  title: 'May we go on writing to you?',
  text: 'Dear all',
  purpose: 'digest' as const,
  textVersion: 'v2',
  audience: { kind: 'agreed' as const },
  deadline: inDays(30).toISOString(),
  reminders: [14, 3],
};
const draft = (over: Partial<typeof body> = {}): CampaignRow => {
  const row = draftCampaign({ ...body, ...over }, 'testing', now, 'c');
  if (isRefusal(row)) throw new Error(row.detail);
  return row;
};
const running = (): CampaignRow => {
  const row = startCampaign(draft(), 'v2', now);
  if (isRefusal(row)) throw new Error(row.detail);
  return { ...row, allInvited: true };
};
const line = (over: Partial<ConsentRow> = {}): ConsentRow => ({
  _id: 'l',
  network: 'testing',
  person: 'p',
  purpose: 'digest',
  given: true,
  basis: 'consent',
  textVersion: 'v1',
  channel: 'profile',
  at: inDays(-100),
  ...over,
});

describe('a draft', () => {
  it.each([
    ['a deadline that is past', { deadline: inDays(-1).toISOString() }, '#/deadline'],
    ['a reminder before today', { reminders: [31] }, '#/reminders/0'],
    ['a reminder named twice', { reminders: [3, 3] }, '#/reminders/1'],
  ])('is refused with %s', (_what, over, pointer) => {
    expect(draftCampaign({ ...body, ...over }, 'testing', now, 'c')).toMatchObject({ errors: [{ pointer }] });
  });

  it('is edited, and not once it runs', () => {
    const edited = editCampaign(draft(), { title: 'Shall we go on?' }, now);
    expect(edited).toMatchObject({ row: { version: 2 }, fields: ['title'] });
    expect(editCampaign(draft(), { deadline: body.deadline }, now)).toMatchObject({ fields: [] });
    expect(editCampaign(running(), { title: 'x' }, now)).toMatchObject({ refused: 'closed' });
  });

  it('starts once, in the words shown today', () => {
    expect(startCampaign(draft(), 'v3', now)).toMatchObject({
      refused: 'conflict',
      errors: [{ pointer: '#/textVersion' }],
    });
    expect(startCampaign(running(), 'v2', now)).toMatchObject({ refused: 'conflict' });
    expect(startCampaign(draft(), 'v2', inDays(31))).toMatchObject({ refused: 'conflict' });
  });
});

describe('the audience', () => {
  it('is who agreed on consent before the campaign began', () => {
    const campaign = running();
    expect(belongsToAudience(campaign, line())).toBe(true);
    expect(belongsToAudience(campaign, line({ given: false }))).toBe(false);
    expect(belongsToAudience(campaign, line({ basis: 'contract' }))).toBe(false);
    expect(belongsToAudience(campaign, line({ at: inDays(1) }))).toBe(false);
  });

  it('can be who agreed to another wording', () => {
    const campaign = { ...running(), audience: { kind: 'other-text' as const } };
    expect(belongsToAudience(campaign, line())).toBe(true);
    expect(belongsToAudience(campaign, line({ textVersion: 'v2' }))).toBe(false);
  });
});

describe('the tasks', () => {
  it('invite, remind when the day has come, and close', () => {
    const fresh = { ...running(), allInvited: false };
    expect(nextTask(fresh, now)).toEqual({ kind: 'invite' });
    expect(taskDone(fresh, { kind: 'invite' }, now)).toMatchObject({ allInvited: true });
    expect(nextTask(running(), inDays(15))).toBeUndefined();
    expect(nextTask(running(), inDays(16))).toEqual({ kind: 'remind', days: 14 });
    expect(nextTask(running(), inDays(30))).toEqual({ kind: 'close' });
    expect(nextTask(draft(), inDays(40))).toBeUndefined();
  });

  it('send one reminder after a standstill, not all that were missed', () => {
    const late = nextTask(running(), inDays(28));
    expect(late).toEqual({ kind: 'remind', days: 3 });
    const after = taskDone(running(), { kind: 'remind', days: 3 }, inDays(28));
    expect(after.reminded.toSorted()).toEqual([14, 3]);
    expect(nextTask(after, inDays(28))).toBeUndefined();
  });
});

const asked = { _id: 'c', purpose: body.purpose, textVersion: body.textVersion };

describe('an answer', () => {
  it('adds a line for each yes, in the same words too, and for a no where something was agreed to', () => {
    expect(lineOf('yes', asked, line())).toMatchObject([
      { given: true, textVersion: 'v2', channel: 'campaign' },
    ]);
    // In the same words too: that they said it again is what the line shows.
    expect(lineOf('yes', asked, line({ textVersion: 'v2' }))).toMatchObject([{ given: true, campaign: 'c' }]);
    expect(lineOf('yes', asked, line({ textVersion: 'v2', campaign: 'c' }))).toEqual([]);
    expect(lineOf('no', asked, line())).toMatchObject([{ given: false }]);
    expect(lineOf('no', asked, line({ given: false }))).toEqual([]);
    expect(lineOf('yes', asked, undefined)).toHaveLength(1);
  });

  it('that never came ends the purpose, unless they agreed again after the deadline', () => {
    const row = invite(running(), 'p');
    expect(silentLeaves(row, line())).toMatchObject([{ given: false, reason: 'silent', textVersion: 'v1' }]);
    expect(silentLeaves(row, line({ at: inDays(30) }))).toEqual([]);
    expect(silentLeaves(row, line({ given: false }))).toEqual([]);
    expect(silentLeaves(row, line({ basis: 'contract' }))).toEqual([]);
    expect(silentLeaves(row, undefined)).toEqual([]);
  });

  it('in any order, with reminders and late ones, leaves each person in exactly one of yes, no and silent', () => {
    const said = fc.record({
      person: fc.integer({ min: 0, max: 4 }),
      value: fc.constantFrom('yes' as const, 'no' as const),
      day: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 30 }), (answers) => {
        const inOrder = answers.toSorted((a, b) => a.day - b.day);
        const { people, reminders, late } = runThrough(inOrder);
        const lastInTime = people.map(
          (_row, index) => inOrder.findLast(({ person, day }) => person === index && day < 30)?.value,
        );
        expect(people.map((row) => row.answer)).toEqual(lastInTime.map((value) => value ?? 'silent'));
        expect(late).toEqual(inOrder.filter(({ day }) => day >= 30).map(() => 'closed'));
        expect(reminders).toBeLessThanOrEqual(2);
      }),
    );
  });
});

interface Said {
  readonly person: number;
  readonly value: 'yes' | 'no';
  readonly day: number;
}

/** Carries out all tasks that are due before an answer comes; closing settles whoever did not say yes. */
const movedOn = (campaign: CampaignRow, people: InvitedRow[], at: Date) => {
  let row = campaign;
  let reminders = 0;
  for (let task = nextTask(row, at); task; task = nextTask(row, at)) {
    if (task.kind === 'remind') reminders += 1;
    row = taskDone(row, task, at);
  }
  const settled = (one: InvitedRow) => (one.answer === 'yes' ? one : { ...one, settledAt: at });
  return { row, reminders, people: row.status === 'closed' ? people.map(settled) : people };
};

const runThrough = (answers: readonly Said[]) => {
  let campaign = running();
  let people = [0, 1, 2, 3, 4].map((person) => invite(campaign, `p${person}`));
  let reminders = 0;
  const late: string[] = [];
  for (const { person, value, day } of answers) {
    const moved = movedOn(campaign, people, inDays(day));
    campaign = moved.row;
    reminders += moved.reminders;
    people = moved.people.map((row, index) => {
      const after = index === person ? answer(row, value, inDays(day)) : row;
      if (!isRefusal(after)) return after;
      late.push(after.refused);
      return row;
    });
  }
  return { people, reminders, late };
};

it('someone has a basis by a purpose, a community or a role', () => {
  expect(hasBasis([], 0, 0)).toBe(false);
  expect(hasBasis(['digest'], 0, 0)).toBe(true);
  expect(hasBasis([], 1, 0)).toBe(true);
  expect(hasBasis([], 0, 1)).toBe(true);
});
