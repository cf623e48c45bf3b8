import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

/** A survey with a text to a question that was read, and a theme of it. */
const withText = async (ground: SurveyGround) => {
  const id = await ground.survey();
  const { network, db } = ground;
  const of = { network, survey: id, question: 'why' };
  const [text, theme] = ['t'.repeat(27), newId()];
  const row = { ...of, version: 1, text: 'So', themes: [], cleared: false, readAt: new Date() };
  await db.collection('open_texts').insertOne({ _id: `${id}.${text}` as never, ...row });
  await db.collection('themes').insertOne({ _id: theme as never, ...of, version: 1, name: 'Time' });
  return { id, text, theme };
};

type TextCase = (made: Awaited<ReturnType<typeof withText>>) => object;

const textCases: Record<string, TextCase> = {
  readOpenTexts: () => ({}),
  readWords: () => ({}),
  listTexts: () => ({}),
  listThemes: () => ({}),
  addTheme: () => ({ body: { name: 'Trust' } }),
  renameTheme: () => ({ body: { name: 'Times' }, ifMatch: 1 }),
  setThemes: ({ theme }) => ({ body: { themes: [theme] }, ifMatch: 1 }),
  clearText: () => ({ body: { cleared: true }, ifMatch: 1 }),
};

export const fixtures: Fixtures<SurveyGround> = {
  ...Object.fromEntries(
    Object.entries(textCases).map(([id, more]) => [
      id,
      {
        prepare: async (ground: SurveyGround) => {
          const made = await withText(ground);
          const params = { ...made, key: 'why' };
          return { target: { community: ground.community }, params, ...more(made) };
        },
      },
    ]),
  ),
  mergeThemes: {
    prepare: async (ground) => {
      const made = await withText(ground);
      const into = newId();
      const row = { network: ground.network, survey: made.id, question: 'why', version: 1, name: 'Hours' };
      await ground.db.collection('themes').insertOne({ _id: into as never, ...row });
      return { target: { community: ground.community }, params: made, body: { into }, ifMatch: 1 };
    },
  },
};
