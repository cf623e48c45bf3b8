import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { createVote, editVote, mostStatements, propose, refuseFixed, withdraw } from './decide.ts';
import type { StatementRow, VoteRow } from './row.ts';

const now = new Date('2026-03-01T10:00:00Z');
const later = new Date('2026-03-08T10:00:00Z');
const body = {
  title: 'Why',
  question: 'Which?',
  method: 'approval' as const,
  electorate: { kind: 'community' as const, community: 'c' },
  standings: 'live' as const,
  quorum: null,
  proposalsUntil: later.toISOString(),
};
const vote = createVote(body, 'testing', now, 'v') as VoteRow;
const member = { person: 'm', runs: false };
const host = { person: 'h', runs: true };
const put = (text: string, there: StatementRow[] = [], from?: StatementRow) =>
  propose(vote, there, text, member, now, `s-${text}`, from) as StatementRow;

describe('a vote', () => {
  it('is the community’s that alone votes', () => {
    expect(vote).toMatchObject({ community: 'c', version: 1, proposalsUntil: later });
    const all = createVote({ ...body, electorate: { kind: 'network' } }, 'testing', now, 'v');
    expect(all).not.toHaveProperty('community');
  });

  it('takes no proposals until a time that has passed', () => {
    const past = { ...body, proposalsUntil: now.toISOString() };
    expect(createVote(past, 'testing', now, 'v')).toMatchObject({
      errors: [{ pointer: '#/proposalsUntil' }],
    });
  });

  it('changes between rounds, and counts only what differs', () => {
    const changed = editVote(
      vote,
      { title: 'Why?', method: 'approval', proposalsUntil: null },
      undefined,
      now,
    );
    expect(changed).toMatchObject({
      fields: ['title', 'proposalsUntil'],
      row: { version: 2, proposalsUntil: null },
    });
    expect(editVote(vote, { title: 'Why' }, undefined, now)).toMatchObject({
      fields: [],
      row: { version: 1 },
    });
    expect(editVote(vote, { title: 'Why?' }, { number: 1 }, now)).toMatchObject({ refused: 'conflict' });
  });
});

describe('a statement', () => {
  it('says what it came from', () => {
    const first = put('One');
    expect(first).not.toHaveProperty('from');
    expect(put('One, better', [first], first)).toMatchObject({ from: 's-One', proposedBy: 'm', version: 1 });
  });

  it('is there once, however it is written, unless the other was withdrawn', () => {
    const first = put('One  thing');
    expect(put('one THING', [first])).toMatchObject({ refused: 'already-exists' });
    expect(isRefusal(put('one thing', [{ ...first, withdrawn: true }]))).toBe(false);
  });

  it('comes in time, but from those who run the vote', () => {
    expect(propose(vote, [], 'Late', member, later, 's')).toMatchObject({ refused: 'closed' });
    expect(isRefusal(propose(vote, [], 'Late', host, later, 's'))).toBe(false);
  });

  it('is one of so many', () => {
    const there = Array.from({ length: mostStatements }, (_, index) => put(`Number ${index}`));
    expect(put('One more', there)).toMatchObject({ refused: 'conflict' });
  });

  it('stays as it is while it is voted on', () => {
    const one = put('One');
    expect(refuseFixed(one, { number: 2, statements: ['s-One'] })).toMatchObject({ refused: 'conflict' });
    expect(refuseFixed(one, { number: 2, statements: ['other'] })).toBeUndefined();
    expect(withdraw(one, host, { number: 2, statements: ['s-One'] })).toMatchObject({ refused: 'conflict' });
  });

  it('is withdrawn by its author or a host, once', () => {
    const one = put('One');
    expect(withdraw(one, { person: 'n', runs: false }, undefined)).toMatchObject({ refused: 'forbidden' });
    expect(withdraw(one, member, undefined)).toMatchObject({ withdrawn: true, version: 2 });
    expect(withdraw({ ...one, withdrawn: true }, host, undefined)).toMatchObject({ refused: 'conflict' });
  });
});
