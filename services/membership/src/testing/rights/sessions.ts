import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from './ground.ts';

const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' };
const createdPasskey = { ...credential, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } };
const usedPasskey = {
  ...credential,
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
};

/** How the routes of signing in are called in the walk of rights. */
export const sessionsFixtures: Fixtures<RightsGround> = {
  askForSignInLink: { prepare: ({ email }) => ({ target: {}, body: { email: email() } }) },
  signIn: { prepare: async ({ signInLink }) => ({ target: {}, ...(await signInLink()) }) },
  refreshSession: { prepare: async ({ session }) => ({ target: {}, headers: await session() }) },
  signOut: { prepare: async ({ session }) => ({ target: {}, headers: await session() }) },
  listSessions: { prepare: () => ({ target: {} }) },
  signOutEverywhere: { prepare: () => ({ target: {} }) },
  // A passkey is for a session that was opened by a link, which these tokens do not come from.
  offerPasskeyRegistration: { meets: 'unauthenticated', prepare: () => ({ target: {} }) },
  registerPasskey: {
    meets: 'unauthenticated',
    prepare: () => ({ target: {}, body: { name: 'laptop', credential: createdPasskey } }),
  },
  listPasskeys: { prepare: () => ({ target: {} }) },
  removePasskey: { meets: 'unauthenticated', prepare: () => ({ target: {}, params: { id: newId() } }) },
  offerPasskeyUse: { meets: 'unauthenticated', prepare: () => ({ target: {} }) },
  usePasskey: {
    meets: 'unauthenticated',
    prepare: () => ({ target: {}, body: { credential: usedPasskey } }),
  },
  whoAmI: { prepare: () => ({ target: {} }) },
};
