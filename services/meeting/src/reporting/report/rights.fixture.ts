import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

const past = { target: {}, params: { quarter: '2026-Q1' } };

let year = 10;
/** A quarter that nobody has said anything of. */
const another = (): string => {
  year += 1;
  return `20${(year % 16) + 10}-Q${1 + (Math.floor(year / 16) % 4)}`;
};

export const fixtures: Fixtures<MeetingGround> = {
  readReport: { prepare: () => past },
  commentReport: {
    prepare: () => ({
      target: {},
      params: { quarter: another() },
      body: { part: 'work', comment: 'A good one.' },
      ifMatch: 1,
    }),
  },
  printReport: { prepare: () => past },
};
