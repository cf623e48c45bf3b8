import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  startImport: {
    prepare: ({ email }) => ({
      target: {},
      body: `name,email\nAda,${email()}\n`,
      headers: { 'content-type': 'text/csv' },
    }),
  },
  listImports: {
    prepare: async ({ checkedImport }) => {
      await checkedImport();
      return { target: {} };
    },
  },
  readImport: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() } }),
  },
  listImportProblems: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() } }),
  },
  previewImport: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() } }),
  },
  downloadBadRows: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() } }),
  },
  checkImport: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() }, body: {} }),
  },
  applyImport: [
    {
      prepare: async ({ checkedImport }) => ({
        target: {},
        params: { id: await checkedImport(1) },
        body: { mode: 'good-rows-only' },
      }),
    },
    {
      right: 'roles.give',
      fresh: true,
      prepare: async ({ checkedImport }) => ({
        target: {},
        params: { id: await checkedImport(1, true) },
        body: { mode: 'good-rows-only' },
      }),
    },
  ],
  discardImport: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() } }),
  },
};
