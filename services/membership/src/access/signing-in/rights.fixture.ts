import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  askForSignInLink: { prepare: ({ email }) => ({ target: {}, body: { email: email() } }) },
  signIn: { prepare: async ({ signInLink }) => ({ target: {}, ...(await signInLink()) }) },
  refreshSession: { prepare: async ({ session }) => ({ target: {}, headers: await session() }) },
  signOut: { prepare: async ({ session }) => ({ target: {}, headers: await session() }) },
  listSessions: { prepare: () => ({ target: {} }) },
  endSession: {
    prepare: async ({ openSession }) => {
      const { id, person } = await openSession();
      return { target: {}, params: { id }, by: person };
    },
  },
  signOutEverywhere: { prepare: () => ({ target: {} }) },
  whoAmI: { prepare: () => ({ target: {} }) },
};
