import { describe, expect, it } from 'vitest';
import { answerStep, askedBy, withoutOwner } from './answer.ts';
import type { StepRow } from './row.ts';

const now = new Date('2026-11-23T23:30:00Z');
const proposed: StepRow = {
  ...{ _id: 't1', network: 'net', version: 1, workstream: 'w1', community: 'c1' },
  ...{ title: 'Set a date', owners: ['ada', 'ben'], notes: '', dates: [], status: 'proposed' },
};

describe('who is asked to take a step on', () => {
  it('accepts it, and that is kept', () => {
    expect(answerStep(proposed, { answer: 'accepted' }, 'ada', now)).toEqual({
      ...proposed,
      version: 2,
      status: 'accepted',
      movedAt: now,
      answers: [{ at: now, by: 'ada', answer: 'accepted' }],
    });
  });

  it('declines it with a word; when all have, it is free', () => {
    const once = answerStep(proposed, { answer: 'declined', word: 'No time before May.' }, 'ada', now);
    expect(once).toMatchObject({ owners: ['ben'], status: 'proposed' });
    const twice = answerStep(once as StepRow, { answer: 'declined' }, 'ben', now);
    expect(twice).toMatchObject({
      owners: [],
      status: 'proposed',
      answers: [
        { by: 'ada', word: 'No time before May.' },
        { by: 'ben', answer: 'declined' },
      ],
    });
  });

  it('gives back what they took on: the others still have it, else it is free', () => {
    const taken = { ...proposed, status: 'accepted' as const };
    expect(answerStep(taken, { answer: 'declined' }, 'ada', now)).toMatchObject({
      owners: ['ben'],
      status: 'accepted',
    });
    const alone = { ...taken, owners: ['ada'] };
    expect(answerStep(alone, { answer: 'declined' }, 'ada', now)).toMatchObject({
      owners: [],
      status: 'proposed',
    });
  });

  it('has nothing to answer where it is done, dropped or taken on', () => {
    for (const status of ['done', 'dropped', 'accepted'] as const) {
      const refused = answerStep({ ...proposed, status }, { answer: 'accepted' }, 'ada', now);
      expect(refused).toMatchObject({ refused: 'conflict' });
    }
  });

  it('is each who newly has it by somebody else’s doing', () => {
    expect(askedBy(proposed, undefined, 'ada')).toEqual(['ben']);
    expect(askedBy(proposed, { ...proposed, owners: ['ben'] }, 'cy')).toEqual(['ada']);
    expect(askedBy(proposed, { ...proposed, status: 'dropped' }, 'cy')).toEqual(['ada', 'ben']);
    expect(askedBy({ ...proposed, status: 'accepted' }, undefined, 'cy')).toEqual([]);
  });
});

it('a step of somebody who is erased is free again, and does not say what they said', () => {
  const taken: StepRow = {
    ...proposed,
    owners: ['ada'],
    status: 'accepted',
    answers: [
      { at: now, by: 'ben', answer: 'declined', word: 'No time.' },
      { at: now, by: 'ada', answer: 'accepted', word: 'Gladly.' },
    ],
  };
  expect(withoutOwner(taken, 'ada')).toEqual({
    ...taken,
    owners: [],
    status: 'proposed',
    answers: [
      { at: now, by: 'ben', answer: 'declined', word: 'No time.' },
      { at: now, answer: 'accepted' },
    ],
  });
});
