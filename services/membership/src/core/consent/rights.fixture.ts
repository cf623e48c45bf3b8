import { consentText } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  summarizeConsents: { prepare: () => ({ target: {} }) },
  listConsents: {
    prepare: async ({ member }) => {
      const person = await member();
      return { target: { person }, params: { id: person } };
    },
  },
  recordConsent: {
    prepare: async ({ member }) => {
      const person = await member();
      const body = { purpose: 'digest', given: false, textVersion: consentText.version };
      return { target: { person }, params: { id: person }, body };
    },
  },
  listConsentTexts: { prepare: () => ({ target: {} }) },
  publishConsentText: {
    prepare: () => ({
      target: {},
      body: { version: newId(), purposes: consentText.purposes },
    }),
  },
  unsubscribe: {
    prepare: async ({ unsubscribing }) => ({ target: {}, query: { token: await unsubscribing() } }),
  },
};
