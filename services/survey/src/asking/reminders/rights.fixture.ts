import { newId, signLink } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';
import type { InvitationRow } from '../invitations/row.ts';
import type { RoundRow } from './row.ts';

export const fixtures: Fixtures<SurveyGround> = {
  readParticipation: {
    prepare: async ({ community, survey }) => ({ target: { community }, params: { id: await survey() } }),
  },
  previewReminder: {
    prepare: async ({ community, survey }) => ({ target: { community }, params: { id: await survey() } }),
  },
  remindNow: {
    prepare: async ({ community, survey }) => ({
      target: { community },
      params: { id: await survey() },
      body: { confirmed: 2 },
    }),
  },
  cancelReminder: {
    prepare: async ({ community, survey, network, db }) => {
      const [id, reminder] = [await survey(), newId()];
      await db.collection<RoundRow>('letter_rounds').insertOne({
        ...{ _id: reminder, network, survey: id, version: 0, kind: 'reminder' },
        ...{ at: new Date(Date.now() + 3_600_000), planned: true, status: 'planned' },
      });
      return { target: { community }, params: { id, reminder } };
    },
  },
  stopSurveyLetters: {
    prepare: async ({ survey, network, db, signingKey }) => {
      const id = await survey();
      const invitation = await db.collection<InvitationRow>('invitations').findOne({ network, survey: id });
      const claims = { net: network, sub: invitation?._id ?? '', survey: id };
      const expires = new Date(Date.now() + 3_600_000);
      const token = await signLink(signingKey, 'survey-letters', claims, expires);
      return { target: {}, params: { id }, query: { token } };
    },
  },
};
