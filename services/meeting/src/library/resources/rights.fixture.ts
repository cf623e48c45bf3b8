import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

let number = 0;
const body = (community: string, rest: object = {}) => {
  number += 1;
  return { community, title: 'A rota', url: `https://example.org/${number}`, ...rest };
};

const fileOf = (community: string, rest: object = {}) => {
  number += 1;
  return {
    query: { community, title: 'Notes', name: 'notes.txt', ...rest },
    body: Buffer.from(`Notes ${number}`),
    headers: { 'content-type': 'text/plain' },
  };
};

const someone = { target: 'anywhere' as const };

export const fixtures: Fixtures<MeetingGround> = {
  addResource: { prepare: ({ community }) => ({ target: { community }, body: body(community) }) },
  addResourceFile: {
    prepare: ({ community }) => ({ target: { community }, ...fileOf(community) }),
  },
  readResourceFile: {
    prepare: async ({ community, file }) => ({
      ...someone,
      params: { id: await file(fileOf(community, { audience: 'network' })) },
    }),
  },
  listResources: { prepare: ({ community }) => ({ ...someone, query: { community } }) },
  listResourceTags: { prepare: ({ community }) => ({ ...someone, query: { community } }) },
  readResource: {
    prepare: async ({ community, made }) => ({
      ...someone,
      params: { id: await made('/resources', body(community, { audience: 'network' })) },
    }),
  },
  editResource: {
    right: 'library.tidy',
    prepare: async ({ community, made }) => ({
      target: { community },
      params: { id: await made('/resources', body(community)) },
      body: { title: 'Another title' },
      ifMatch: 1,
    }),
  },
  removeResource: {
    right: 'library.tidy',
    prepare: async ({ community, made }) => ({
      target: { community },
      params: { id: await made('/resources', body(community)) },
    }),
  },
  renameResourceTag: {
    prepare: async ({ community, made }) => {
      await made('/resources', body(community, { tags: ['rotas'] }));
      return { target: { community }, body: { community, from: 'rotas', to: 'Rotas' } };
    },
  },
};
