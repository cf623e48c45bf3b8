import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' };
const createdPasskey = { ...credential, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } };
const usedPasskey = {
  ...credential,
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
};

export const fixtures: Fixtures<RightsGround> = {
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
};
