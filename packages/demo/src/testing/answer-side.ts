import { launchBrowser } from '@skein/local-runtime';
import { MongoClient } from 'mongodb';
import { onceKnown } from '../load/meetings.ts';
import { until } from '../until.ts';
import { content, type Page } from './answer-page.ts';
import { startHosted } from './hosted.ts';

const phone = { viewport: { width: 360, height: 740 } };

interface Row {
  readonly answers: object;
  readonly [field: string]: unknown;
}

/** The whole system with an instrument, a community of nine, and a browser: what tests of the answering page share. */
export const startAnswerSide = async () => {
  const { system, signIn, stop } = await startHosted();
  const host = await signIn();
  const mongo = await MongoClient.connect(system.servers.mongo.url);
  const browser = await launchBrowser();
  const drafted = await host.draftInstrument({
    body: { slug: 'everything', ...content },
  });
  const { id: instrument } = drafted;
  await host.publishInstrument({
    params: { id: instrument },
    ifMatch: drafted.version,
  });
  const { id: community } = await host.foundCommunity({
    body: {
      ...{ slug: 'answerers', name: 'Answerers', domain: 'Saying' },
      ...{ description: 'Who answers', joining: 'open' as const },
    },
  });
  const members = Array.from({ length: 9 }, (_, index) => ({
    name: `Ann Answer ${index}`,
    email: `ann.answer.${index}@example.org`,
    communities: [{ community, role: 'member' as const }],
  }));
  const imported = await host.importPeople({ body: { people: members } });
  const people = imported.people.map(({ id }) => id);
  const opened: { close(): Promise<void> }[] = [];
  const collection = (name: string) => mongo.db('skein_survey').collection(name);

  /** Waits until the intake refuses what nobody would send with this code. */
  const untilRefused = (id: string, code: string, instrumentVersion: number) =>
    until(`the intake to say ${code}`, () =>
      host
        .submitResponse({
          params: { id },
          body: { response: '01890000-0000-7000-8000-000000000000', instrumentVersion, answers: {} },
        })
        .catch((error: { problem?: { code: string } }) => error.problem?.code === code || undefined),
    );

  /** Opens a survey that asks everything; the intake and the page know it. */
  const ask = async (asking: object = {}) => {
    const body = {
      ...{
        instrument,
        title: 'Pulse',
        mode: 'named' as const,
        audience: { kind: 'open' as const },
        invite: false,
      },
      closesAt: new Date(Date.now() + 60 * 60 * 1000).toISOString(),
      ...asking,
    };
    const survey = await onceKnown('the community', () => host.openSurvey({ body }));
    await untilRefused(survey.id, 'conflict', 999);
    return { id: survey.id, version: survey.version, url: `${system.url}/answer/${survey.id}` };
  };

  const askMembers = async (asking: object = {}) => {
    const survey = await until('nine members to be known', async () => {
      const found = await ask({ audience: { kind: 'community', community }, ...asking }).catch(
        () => undefined,
      );
      const { invited } = await host.readSurvey({ params: { id: found?.id ?? '' } });
      return invited === people.length ? found : undefined;
    });
    const params = { id: survey.id };
    const { links } = await host.handOutLinks({ params, body: { people } });
    return { ...survey, links };
  };

  /** Those of a survey that is not named lie apart while it is open. */
  const rowsOf = async (survey: string): Promise<Row[]> => {
    const names = ['responses', `responses.apart.${survey}`];
    const found = names.map((name) =>
      mongo.db('skein_survey').collection<Row>(name).find({ survey }).toArray(),
    );
    return (await Promise.all(found)).flat();
  };
  const stored = (survey: string, fits: (row: Row) => boolean = () => true) =>
    until('the response', async () => (await rowsOf(survey)).find(fits));

  return {
    url: system.url,
    host,
    collection,
    untilRefused,
    ask,
    askMembers,
    rowsOf,
    stored,
    /** A phone of its own: nothing is kept from another. */
    newPage: async (more: object = {}): Promise<Page> => {
      const context = await browser.newContext({ ...phone, ...more });
      opened.push(context);
      return context.newPage();
    },
    closePages: async (): Promise<void> => {
      for (const one of opened.splice(0)) await one.close();
    },
    stop: async (): Promise<void> => {
      await browser.close();
      await mongo.close();
      await stop();
    },
  };
};
export type AnswerSide = Awaited<ReturnType<typeof startAnswerSide>>;
