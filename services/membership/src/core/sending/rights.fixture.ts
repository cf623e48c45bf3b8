import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  askToSend: {
    prepare: () => ({ target: 'anywhere', body: { letters: 900, reason: 'The alumni of the festival' } }),
  },
  listSendingRequests: { prepare: () => ({ target: 'anywhere' }) },
  settleSendingRequest: {
    prepare: async ({ db, network }) => {
      const _id = newId();
      const asked = {
        sender: newId(),
        letters: 900,
        reason: 'The alumni',
        status: 'open',
        askedAt: new Date(),
      };
      const row = { _id, network, version: 1, ...asked, forgetAt: new Date(Date.now() + 600_000) };
      await db.collection<{ _id: string }>('sending_requests').insertOne(row);
      return { target: {}, params: { id: _id }, body: { status: 'accepted' }, ifMatch: 1 };
    },
  },
};
