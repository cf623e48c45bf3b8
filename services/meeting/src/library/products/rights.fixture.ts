import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

const body = (community: string) => ({ community, title: 'A guide', kind: 'guide' });
const made = ({ community, made: make }: MeetingGround) => make('/knowledge-products', body(community));

const published = async (ground: MeetingGround): Promise<string> => {
  const id = await made(ground);
  await ground.db
    .collection<{ _id: string }>('knowledge_products')
    .updateOne({ _id: id }, { $set: { state: 'published' } });
  return id;
};

export const fixtures: Fixtures<MeetingGround> = {
  beginKnowledgeProduct: { prepare: ({ community }) => ({ target: { community }, body: body(community) }) },
  listKnowledgeProducts: { prepare: ({ community }) => ({ target: 'anywhere', query: { community } }) },
  readKnowledgeProduct: {
    prepare: async (ground) => ({ target: 'anywhere', params: { id: await published(ground) } }),
  },
  editKnowledgeProduct: {
    right: 'library.tidy',
    prepare: async (ground) => ({
      target: { community: ground.community },
      params: { id: await published(ground) },
      body: { title: 'Another guide' },
      ifMatch: 1,
    }),
  },
  moveKnowledgeProduct: {
    right: 'library.tidy',
    prepare: async (ground) => ({
      target: { community: ground.community },
      params: { id: await published(ground) },
      body: { state: 'draft' },
      ifMatch: 1,
    }),
  },
  removeKnowledgeProduct: {
    right: 'library.tidy',
    prepare: async (ground) => ({
      target: { community: ground.community },
      params: { id: await published(ground) },
    }),
  },
};
