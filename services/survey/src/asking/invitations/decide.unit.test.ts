import { describe, expect, it } from 'vitest';
import { checkLink } from './decide.ts';

describe('a link', () => {
  it('opens the one survey it was made for', () => {
    const survey = { network: 'testing', survey: 's1' };
    expect(checkLink(survey, { net: 'testing', sub: 'l1', survey: 's1' })).toBeUndefined();
    for (const wrong of [
      { net: 'other', sub: 'l1', survey: 's1' },
      { net: 'testing', sub: 'l1', survey: 's2' },
    ])
      expect(checkLink(survey, wrong)).toMatchObject({ refused: 'invalid-token' });
  });
});
