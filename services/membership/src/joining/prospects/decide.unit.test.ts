import { isRefusal, type Refusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import {
  addProspect,
  assignProspect,
  editProspect,
  isOverdue,
  joined,
  recordContact,
  setOutcome,
  stageOf,
} from './decide.ts';
import { linesOf } from './lines.ts';

const now = new Date('2026-11-23T09:00:00Z');
const daysOn = (days: number) => new Date(now.getTime() + days * 86_400_000);
const retention = { open: 180, ended: 30 };
const given = { name: 'Ida', email: 'ida@example.org', source: 'a workshop', owner: 'ada' };
const add = (over: object = {}) => addProspect({ ...given, ...over }, 'net', now, retention, 'p1');
const spoken = { channel: 'phone' as const, by: 'ada', note: '', at: now };

const kept = <T>(value: T | Refusal): T => {
  if (isRefusal(value)) throw new Error(value.detail);
  return value;
};
const no = setOutcome(add(), { outcome: 'not-interested' }, now, retention);

describe('somebody who might become a member', () => {
  it('begins as new, reminded on the day named, and is forgotten after the time for it', () => {
    expect(add({ due: '2026-12-01', contact: undefined })).toEqual({
      ...{ _id: 'p1', network: 'net', version: 1, ...given },
      ...{ due: '2026-12-01', remindOn: '2026-12-01', contacts: [], addedAt: now, forgetAt: daysOn(180) },
    });
    expect(add()).not.toHaveProperty('remindOn');
    expect(stageOf(add())).toBe('new');
  });

  it('is overdue from the day on', () => {
    expect(isOverdue({ due: '2026-11-23' }, '2026-11-22')).toBe(false);
    expect(isOverdue({ due: '2026-11-23' }, '2026-11-23')).toBe(true);
    expect(isOverdue({}, '2026-11-23')).toBe(false);
  });

  it('is kept longer for being spoken to, not for being edited', () => {
    const edited = editProspect(add(), { source: 'a friend' }, daysOn(10), retention);
    expect(edited).toMatchObject({ fields: ['source'], row: { version: 2, forgetAt: daysOn(180) } });
    const contacted = kept(recordContact(add(), { ...spoken, at: daysOn(5) }, daysOn(10), retention));
    expect(contacted.forgetAt).toEqual(daysOn(185));
    expect(stageOf(contacted)).toBe('contacted');
  });

  it('is reminded of again by a new day, and of nothing once it is taken away', () => {
    const { remindOn: _, ...reminded } = add({ due: '2026-12-01' });
    const same = editProspect(reminded, { due: '2026-12-01' }, now, retention);
    expect(same).toEqual({ row: reminded, fields: [] });
    const moved = editProspect(reminded, { due: '2026-12-08' }, now, retention);
    expect(moved).toMatchObject({ row: { due: '2026-12-08', remindOn: '2026-12-08' } });
    const without = kept(
      editProspect(add({ due: '2026-12-01' }), { due: null, email: null }, now, retention),
    );
    expect(without.fields).toEqual(['due', 'email']);
    for (const field of ['due', 'remindOn', 'email']) expect(without.row).not.toHaveProperty(field);
  });

  it('is handed over with what is due', () => {
    const { remindOn: _, ...reminded } = add({ due: '2026-12-01' });
    const handed = assignProspect(reminded, 'ben', now, retention);
    expect(handed).toMatchObject({ row: { owner: 'ben', remindOn: '2026-12-01' }, fields: ['owner'] });
    expect(assignProspect(reminded, 'ada', now, retention)).toEqual({ row: reminded, fields: [] });
  });

  it('is done with once spoken to, unless a new day is named', () => {
    const before = add({ due: '2026-12-01' });
    expect(kept(recordContact(before, spoken, now, retention))).not.toHaveProperty('due');
    const again = recordContact(before, { ...spoken, due: '2026-12-24' }, now, retention);
    expect(again).toMatchObject({ due: '2026-12-24', remindOn: '2026-12-24', contacts: [spoken] });
  });

  it('has its contacts in the order they happened', () => {
    const first = kept(recordContact(add(), spoken, now, retention));
    const earlier = { ...spoken, at: daysOn(-3) };
    expect(kept(recordContact(first, earlier, now, retention)).contacts).toEqual([earlier, spoken]);
  });

  it('cannot have been spoken to tomorrow, nor without end', () => {
    expect(recordContact(add(), { ...spoken, at: daysOn(1) }, now, retention)).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/at' }],
    });
    const often = { ...add(), contacts: Array.from({ length: 200 }, () => spoken) };
    expect(recordContact(often, spoken, now, retention)).toMatchObject({ refused: 'conflict' });
  });

  it('says later only with a day, and is kept for it', () => {
    expect(setOutcome(add(), { outcome: 'later' }, now, retention)).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/due' }],
    });
    const later = setOutcome(add(), { outcome: 'later', due: '2027-11-23' }, now, retention);
    expect(later).toMatchObject({
      due: '2027-11-23',
      remindOn: '2027-11-23',
      forgetAt: new Date('2027-12-23T00:00:00Z'),
    });
    expect(setOutcome(add(), { outcome: 'later', due: '2030-01-01' }, now, retention)).toMatchObject({
      errors: [{ pointer: '#/due' }],
    });
  });

  it('says no: nothing is due, nothing new may be, and it is soon forgotten, whatever is edited', () => {
    expect(no).toMatchObject({ outcome: 'not-interested', forgetAt: daysOn(30) });
    expect(kept(no)).not.toHaveProperty('due');
    const edited = editProspect(kept(no), { source: 'a friend' }, daysOn(20), retention);
    expect(edited).toMatchObject({ row: { forgetAt: daysOn(30) } });
    expect(editProspect(kept(no), { due: '2026-12-01' }, now, retention)).toMatchObject({
      refused: 'conflict',
    });
    expect(recordContact(kept(no), { ...spoken, due: '2026-12-01' }, now, retention)).toMatchObject({
      refused: 'conflict',
    });
    expect(setOutcome(add(), { outcome: 'not-interested', due: '2026-12-01' }, now, retention)).toMatchObject(
      { refused: 'invalid-request' },
    );
  });

  it('is interested after all', () => {
    expect(setOutcome(kept(no), { outcome: 'interested' }, now, retention)).toMatchObject({
      outcome: 'interested',
      forgetAt: daysOn(180),
    });
  });

  it('is closed once they joined', () => {
    const member = kept(joined(add({ due: '2026-12-01' }), 'p9', now, retention));
    expect(member).toMatchObject({ outcome: 'joined', person: 'p9', forgetAt: daysOn(30) });
    expect(member).not.toHaveProperty('remindOn');
    for (const refused of [
      joined(member, 'p9', now, retention),
      editProspect(member, { name: 'Eva' }, now, retention),
      assignProspect(member, 'ben', now, retention),
      recordContact(member, spoken, now, retention),
      setOutcome(member, { outcome: 'interested' }, now, retention),
    ]) {
      expect(refused).toMatchObject({ refused: 'closed' });
    }
  });
});

describe('what they agreed to', () => {
  const agreed = { purpose: 'digest', basis: 'consent', channel: 'phone' } as const;
  const by = { person: 'ada', host: false };
  it('is written with wording, channel and who says so; nothing is taken as agreed', () => {
    expect(linesOf({ textVersion: 'v1', consents: [] }, by)).toEqual([]);
    expect(linesOf({ textVersion: 'v1', consents: [agreed] }, by)).toEqual([
      { ...agreed, given: true, textVersion: 'v1', by: 'ada' },
    ]);
  });

  it('names each purpose once, and another basis only by hosts', () => {
    expect(linesOf({ textVersion: 'v1', consents: [agreed, agreed] }, by)).toMatchObject({
      errors: [{ pointer: '#/consents/1/purpose' }],
    });
    const public_ = { ...agreed, basis: 'public-task' as const };
    expect(linesOf({ textVersion: 'v1', consents: [public_] }, by)).toMatchObject({
      refused: 'forbidden',
      errors: [{ pointer: '#/consents/0/basis' }],
    });
    expect(linesOf({ textVersion: 'v1', consents: [public_] }, { ...by, host: true })).toHaveLength(1);
  });
});
