import type { Fixture, Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

let written = 0;
/** A table of one response, another one each time. */
const table = (): string => {
  written += 1;
  return Buffer.from(`mood,note ${written}\n3,\n`).toString('base64');
};

const bringing = (more: object = {}): Fixture<SurveyGround> => ({
  prepare: ({ community, published: { instrument } }) => ({
    target: { community },
    body: { instrument, community, file: table(), ...more },
  }),
});

export const fixtures: Fixtures<SurveyGround> = {
  checkPastResponses: bringing(),
  downloadBadResponses: bringing(),
  bringInResponses: bringing({
    title: 'Last year',
    mode: 'confidential',
    opensAt: '2024-03-01T09:00:00Z',
    closedAt: '2024-04-01T09:00:00Z',
  }),
};
