import type { Actor, StepStatus } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { type Asking, addStep, changeStep, startWorkstream } from './decide.ts';
import type { StepRow, WorkstreamRow } from './row.ts';

const now = new Date('2026-11-23T23:30:00Z');
const actor = (person: string, role: 'member' | 'core' = 'member'): Actor => ({
  person,
  network: 'net',
  roles: [],
  communities: { c1: role },
});
const asking = (who: Actor, strangers: string[] = []): Asking => ({ actor: who, strangers, now });
const owner = asking(actor('ada'));
const other = asking(actor('ben'));
const core = asking(actor('cy', 'core'));

const workstream: WorkstreamRow = {
  _id: 'w1',
  network: 'net',
  version: 1,
  community: 'c1',
  title: 'Book club',
  owners: ['ada'],
};
const given = { title: 'Set a date', owners: ['ada'], notes: '', dates: [], status: 'proposed' as const };
const proposed: StepRow = {
  _id: 't1',
  network: 'net',
  version: 1,
  workstream: 'w1',
  community: 'c1',
  ...given,
};
const at = (status: StepStatus): StepRow => ({ ...proposed, status });

describe('a workstream', () => {
  it('starts with owners who are members, each named once', () => {
    const plan = { community: 'c1', title: 'Book club', owners: ['ada'] };
    expect(startWorkstream(plan, [], 'net', 'w1')).toEqual(workstream);
    expect(startWorkstream(plan, ['ada'], 'net', 'w1')).toMatchObject({
      refused: 'unknown-reference',
      errors: [{ pointer: '#/owners/0' }],
    });
    expect(startWorkstream({ ...plan, owners: ['ada', 'ada'] }, [], 'net', 'w1')).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/owners/1' }],
    });
  });
});

describe('adding a step', () => {
  it('proposes it in its workstream and community', () => {
    expect(addStep(given, workstream, other, 't1')).toEqual({ ...proposed, movedAt: now });
  });

  it('takes it as accepted or done only from an owner or from those who run the community', () => {
    for (const status of ['accepted', 'done'] as const) {
      expect(addStep({ ...given, status }, workstream, other, 't1')).toMatchObject({ refused: 'forbidden' });
      expect(addStep({ ...given, status }, workstream, owner, 't1')).toMatchObject({ status });
      expect(addStep({ ...given, status }, workstream, core, 't1')).toMatchObject({ status });
    }
  });

  it('knows the day a step was done, and refuses one for a step that is not', () => {
    const done = { ...given, status: 'done' as const, doneOn: '2019-04-12' };
    expect(addStep(done, workstream, core, 't1')).toMatchObject({ doneOn: '2019-04-12' });
    expect(addStep({ ...given, doneOn: '2019-04-12' }, workstream, core, 't1')).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/doneOn' }],
    });
  });

  it('refuses owners who are no members', () => {
    expect(addStep(given, workstream, asking(actor('ben'), ['ada']), 't1')).toMatchObject({
      refused: 'unknown-reference',
      errors: [{ pointer: '#/owners/0' }],
    });
  });
});

describe('moving a step', () => {
  const moves: [StepStatus, StepStatus, boolean][] = [
    ['proposed', 'accepted', true],
    ['proposed', 'done', true],
    ['proposed', 'dropped', true],
    ['accepted', 'proposed', true],
    ['accepted', 'done', true],
    ['accepted', 'dropped', true],
    ['dropped', 'proposed', true],
    ['dropped', 'accepted', false],
    ['dropped', 'done', false],
    ['done', 'proposed', false],
    ['done', 'accepted', false],
    ['done', 'dropped', false],
  ];
  it.each(moves)('from %s to %s: %s', (from, to, allowed) => {
    const changed = changeStep(at(from), { status: to }, owner);
    if (allowed) expect(changed).toMatchObject({ row: { status: to, version: 2 } });
    else expect(changed).toMatchObject({ refused: 'conflict', errors: [{ pointer: '#/status' }] });
  });

  it('lets only its owner accept it; those who run the community note what an owner said in the meeting', () => {
    expect(changeStep(proposed, { status: 'accepted' }, other)).toMatchObject({ refused: 'forbidden' });
    expect(changeStep(proposed, { status: 'accepted' }, core)).toMatchObject({
      refused: 'forbidden',
      errors: [{ pointer: '#/status' }],
    });
    const heard = { ...core, heard: true };
    expect(changeStep(proposed, { status: 'accepted' }, heard)).toMatchObject({
      row: { status: 'accepted' },
    });
    const byOther = changeStep(proposed, { status: 'accepted' }, { ...other, heard: true });
    expect(byOther).toMatchObject({ refused: 'forbidden' });
  });

  it('lets an owner or those who run the community say that it is done, or drop it, and nobody else', () => {
    for (const status of ['done', 'dropped'] as const) {
      for (const before of [proposed, at('accepted')]) {
        expect(changeStep(before, { status }, core)).toMatchObject({ row: { status } });
        expect(changeStep(before, { status }, other)).toMatchObject({ refused: 'forbidden' });
      }
    }
  });

  it('does not let somebody make themselves owner and accept in one go', () => {
    const sent = { owners: ['ben'], status: 'accepted' as const };
    expect(changeStep(proposed, sent, other)).toMatchObject({ refused: 'forbidden' });
    expect(changeStep({ ...proposed, owners: [] }, sent, other)).toMatchObject({ refused: 'forbidden' });
  });

  it('is handed on by an owner or those who run the community, and taken by anybody where nobody has it', () => {
    const sent = { owners: ['ben'] };
    expect(changeStep(proposed, sent, other)).toMatchObject({
      refused: 'forbidden',
      errors: [{ pointer: '#/owners' }],
    });
    expect(changeStep({ ...proposed, owners: [] }, sent, other)).toMatchObject({ row: sent });
    // What ada took on, ben did not.
    for (const by of [owner, core])
      expect(changeStep(at('accepted'), sent, by)).toMatchObject({ row: { ...sent, status: 'proposed' } });
    const together = { owners: ['ada', 'ben'] };
    expect(changeStep(at('accepted'), together, owner)).toMatchObject({ row: { status: 'accepted' } });
  });

  it('tells since when it stands as it does', () => {
    const before = { ...at('accepted'), movedAt: new Date('2026-01-01T00:00:00Z') };
    expect(changeStep(before, { notes: 'Half of it' }, owner)).toMatchObject({
      row: { movedAt: before.movedAt },
    });
    expect(changeStep(before, { status: 'done' }, owner)).toMatchObject({ row: { movedAt: now } });
  });
});

describe('the day a step was done', () => {
  it('is the one given, else today in UTC', () => {
    const accepted = at('accepted');
    expect(changeStep(accepted, { status: 'done' }, owner)).toMatchObject({
      row: { doneOn: '2026-11-23' },
      fields: ['status', 'doneOn'],
    });
    const sent = { status: 'done' as const, doneOn: '2026-11-20' };
    expect(changeStep(accepted, sent, owner)).toMatchObject({ row: { doneOn: '2026-11-20' } });
  });

  it('is refused while it is not done', () => {
    expect(changeStep(proposed, { doneOn: '2026-11-20' }, owner)).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/doneOn' }],
    });
  });

  it('stays when the notes of a done step are corrected, and can be corrected itself', () => {
    const done = { ...at('done'), doneOn: '2026-11-01' };
    expect(changeStep(done, { notes: 'Sent round.' }, other)).toMatchObject({
      row: { doneOn: '2026-11-01', notes: 'Sent round.' },
      fields: ['notes'],
    });
    expect(changeStep(done, { doneOn: '2026-11-02' }, other)).toMatchObject({ fields: ['doneOn'] });
  });
});
