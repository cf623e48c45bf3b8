import { describe, expect, it } from 'vitest';
import { accept, admit, type TakenSurvey } from './decide.ts';

const now = new Date('2026-03-01T10:00:00.000Z');
const survey: TakenSurvey = {
  survey: 's1',
  network: 'testing',
  mode: 'named',
  open: true,
  closesAt: '2026-03-01T10:00:01.000Z',
  closes: Date.parse('2026-03-01T10:00:01.000Z'),
  needsLink: true,
  instrument: 'i1',
  versions: [2],
};
const submission = { response: 'r1', instrumentVersion: 2, answers: { q: 1 } };

describe('admitting a response', () => {
  it('takes one to the version that is asked, until the closing time', () => {
    expect(admit(survey, submission, now)).toBeUndefined();
    expect(admit(survey, submission, new Date(survey.closesAt))).toMatchObject({ refused: 'closed' });
    expect(admit({ ...survey, open: false }, submission, now)).toMatchObject({ refused: 'closed' });
  });

  it('names the version that is asked to one who answers another', () => {
    expect(admit(survey, { ...submission, instrumentVersion: 1 }, now)).toMatchObject({
      refused: 'conflict',
      errors: [{ pointer: '#/instrumentVersion', detail: 'must be 2' }],
    });
  });

  it('takes every version that it has asked, and no other', () => {
    const running = { ...survey, versions: [2, 4] };
    for (const instrumentVersion of [2, 4])
      expect(admit(running, { ...submission, instrumentVersion }, now)).toBeUndefined();
    for (const instrumentVersion of [1, 3, 5])
      expect(admit(running, { ...submission, instrumentVersion }, now)).toMatchObject({
        refused: 'conflict',
        errors: [{ pointer: '#/instrumentVersion', detail: 'must be 4, or of a form loaded before, 2' }],
      });
  });
});

describe('a link', () => {
  it('goes with the response; without one there is none', () => {
    expect(accept(survey, submission, 'l1', now)).toEqual({
      ...submission,
      survey: 's1',
      receivedAt: now.toISOString(),
      link: 'l1',
    });
    expect(accept(survey, submission, undefined, now)).not.toHaveProperty('link');
  });
});
