import { describe, expect, it } from 'vitest';
import {
  changeTension,
  processTension,
  raiseTension,
  reopenTension,
  withdrawTension,
  withoutPerson,
} from './decide.ts';
import type { TensionRow } from './row.ts';

const now = new Date('2026-05-04T12:00:00Z');
const ben = { by: 'ben', now };
const ada = { by: 'ada', now };
const told = { title: 'Nobody finds the notes', wouldHelp: 'One place for them.' };
const raised = raiseTension(told, 'ben', ben, { _id: 't1', network: 'net', community: 'c1' });
const row = (changed: unknown): TensionRow => changed as TensionRow;

describe('a tension', () => {
  it('is open from being raised, and knows by whom', () => {
    expect(raised).toMatchObject({
      ...told,
      status: 'open',
      raisedBy: 'ben',
      history: [{ at: now, by: 'ben', did: 'raised' }],
    });
  });

  it('is said otherwise while it is open; what says nothing new changes nothing', () => {
    expect(changeTension(raised, { title: 'Notes are hard to find' }, ada)).toMatchObject({
      row: { version: 2, title: 'Notes are hard to find', history: [{}, { by: 'ada', did: 'changed' }] },
    });
    expect(changeTension(raised, told, ada)).toEqual({ row: raised, fields: [] });
  });

  it('becomes something or is no longer one, and is closed then until it is opened again', () => {
    const outcome = { kind: 'step' as const, id: 's1' };
    const processed = row(processTension(raised, outcome, 'm1', { ...ada, word: 'Ada looks into it.' }));
    expect(processed).toMatchObject({
      status: 'processed',
      outcome,
      meeting: 'm1',
      version: 2,
      history: [{}, { by: 'ada', did: 'processed', outcome, word: 'Ada looks into it.' }],
    });
    for (const refused of [
      changeTension(processed, { title: 'Other' }, ben),
      processTension(processed, { kind: 'none' }, undefined, ada),
      withdrawTension(processed, ben),
    ])
      expect(refused).toMatchObject({ refused: 'closed' });
    const again = row(reopenTension(processed, ben));
    expect(again).toMatchObject({ status: 'open', version: 3 });
    expect(again).not.toHaveProperty('outcome');
    expect(again.history.map(({ did }) => did)).toEqual(['raised', 'processed', 'reopened']);
    expect(reopenTension(again, ben)).toMatchObject({ refused: 'conflict' });
    expect(processTension(raised, { kind: 'none' }, undefined, ada)).toMatchObject({ status: 'dropped' });
    expect(withdrawTension(raised, ben)).toMatchObject({ status: 'dropped', outcome: { kind: 'none' } });
  });

  it('keeps how it was raised and what was done last, however often it is opened again', () => {
    let one = raised;
    for (let round = 0; round < 80; round += 1) {
      one = row(withdrawTension(one, ben));
      one = row(reopenTension(one, ben));
    }
    expect(one.history).toHaveLength(100);
    expect(one.history[0]?.did).toBe('raised');
    expect(one.history.at(-1)?.did).toBe('reopened');
  });

  it('says nothing any more of somebody who was erased; what nobody dealt with goes with them', () => {
    expect(withoutPerson(raised, 'ben')).toBeUndefined();
    const processed = row(processTension(raised, { kind: 'step', id: 's1' }, undefined, ada));
    const left = withoutPerson(processed, 'ben');
    expect(JSON.stringify(left)).not.toMatch(/ben|notes|place/);
    expect(left).toMatchObject({ status: 'processed', history: [{ did: 'raised' }, { by: 'ada' }] });
    const others = row(processTension(raised, { kind: 'none' }, undefined, { ...ada, word: 'Hm.' }));
    expect(withoutPerson(others, 'ada')).toMatchObject({ ...told, raisedBy: 'ben' });
    expect(JSON.stringify(withoutPerson(others, 'ada'))).not.toMatch(/ada|Hm/);
  });
});
