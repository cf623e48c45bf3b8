import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import { png } from '../pictures.ts';
import type { RightsGround } from './ground.ts';

/** How the routes of who is in the network, and how they come in by a file are called in the walk of rights. */
export const peopleFixtures: Fixtures<RightsGround> = {
  listPeople: [
    { prepare: () => ({ target: 'anywhere' }) },
    {
      right: 'people.read',
      prepare: ({ community }) => ({ target: { community }, query: { community } }),
    },
  ],
  readPerson: {
    prepare: async ({ community, member }) => {
      const person = await member();
      return { target: { community, person }, params: { id: person } };
    },
  },
  editPerson: {
    prepare: async ({ member }) => {
      const person = await member();
      return { target: { person }, params: { id: person }, body: { region: 'North' }, ifMatch: 1 };
    },
  },
  giveRoles: {
    prepare: async ({ member }) => ({
      target: {},
      params: { id: await member() },
      body: { roles: ['steering'] },
      ifMatch: 1,
    }),
  },
  readPhoto: {
    prepare: async ({ community, depicted }) => {
      const person = await depicted();
      return { target: { community, person }, params: { id: person } };
    },
  },
  setPhoto: {
    prepare: async ({ member }) => {
      const person = await member();
      const headers = { 'content-type': 'image/png' };
      return { target: { person }, params: { id: person }, body: png, headers, ifMatch: 1 };
    },
  },
  removePhoto: {
    prepare: async ({ depicted }) => {
      const person = await depicted();
      return { target: { person }, params: { id: person }, ifMatch: 2 };
    },
  },
  listOrganisations: { prepare: () => ({ target: {} }) },
  readOrganisation: {
    prepare: async ({ organisation }) => ({ target: {}, params: { id: await organisation() } }),
  },
  addOrganisation: { prepare: () => ({ target: {}, body: { name: `Trust ${newId()}` } }) },
  editOrganisation: {
    prepare: async ({ organisation }) => ({
      target: {},
      params: { id: await organisation() },
      body: { region: 'North' },
      ifMatch: 1,
    }),
  },
  mergeOrganisations: {
    prepare: async ({ organisation }) => ({
      target: {},
      params: { id: await organisation() },
      body: { other: await organisation() },
      ifMatch: 1,
    }),
  },
  importPeople: { prepare: ({ personBody }) => ({ target: {}, body: { people: [personBody()] } }) },
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
  checkImport: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() }, body: {} }),
  },
  applyImport: {
    prepare: async ({ checkedImport }) => ({
      target: {},
      params: { id: await checkedImport(1) },
      body: { mode: 'good-rows-only' },
    }),
  },
  discardImport: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() } }),
  },
  exportMembers: {
    prepare: async ({ community, member }) => {
      await member();
      return { target: {}, query: { community } };
    },
  },
  exportMemberships: {
    prepare: async ({ community, member }) => {
      await member();
      return { target: {}, query: { community } };
    },
  },
  exportCommunities: { prepare: () => ({ target: {} }) },
};
