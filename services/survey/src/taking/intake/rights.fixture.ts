import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<SurveyGround> = {
  submitResponse: {
    prepare: async ({ answering }) => {
      const { id, token } = await answering();
      const body = { response: newId(), token, instrumentVersion: 1, answers: { mood: 3 } };
      return { target: {}, params: { id }, body };
    },
  },
  changeResponse: {
    prepare: async ({ answered }) => {
      const { params, owner } = await answered();
      const body = { ...owner, revision: 1, instrumentVersion: 1, answers: { mood: 4 } };
      return { target: {}, params, body };
    },
  },
  withdrawResponse: {
    prepare: async ({ answered }) => {
      const { params, owner } = await answered();
      return { target: {}, params, body: owner };
    },
  },
};
