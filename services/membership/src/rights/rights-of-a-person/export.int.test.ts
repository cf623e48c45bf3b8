import {
  type Community,
  consentText,
  type Held,
  personRightsContract,
  type QuestionDefinition,
  questionSubject,
  type ServiceName,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, membershipSide, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBuffer } from 'yauzl';
import { type Network, startNetwork } from '../../testing/network.ts';
import { png } from '../../testing/pictures.ts';

let net: Network;
let side: Awaited<ReturnType<typeof membershipSide>>;
beforeAll(async () => {
  net = await startNetwork();
  side = await membershipSide(net.environment);
});
afterAll(async () => {
  await side.stop();
  await net.stop();
});

type Page = { title?: string; records: object[]; next?: string };

/** Stands where another service stands: gives its pages one after the other. */
const answerAs = (service: ServiceName, pages: readonly Page[], names = {}): (() => void) => {
  const { held, names: called } = personRightsContract.questions;
  const subjectOf = (question: QuestionDefinition) =>
    questionSubject(net.environment.SKEIN_PREFIX ?? '', '*', question);
  const subscriptions = [
    side.nats.connection.subscribe(subjectOf(held[service]), {
      callback: (_failure, message) => {
        const { after = '0' } = message.json<{ after?: string }>();
        message.respond(JSON.stringify({ answer: pages[Number(after)] }));
      },
    }),
    side.nats.connection.subscribe(subjectOf(called[service]), {
      callback: (_failure, message) => void message.respond(JSON.stringify({ answer: { names } })),
    }),
  ];
  return () => subscriptions.map((one) => one.unsubscribe());
};

const download = (person: string, as: string): Promise<Response> =>
  fetch(`${net.url}/api/v1/people/${person}/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as}` },
  });

const filesIn = (archive: Buffer): Promise<Map<string, string>> =>
  new Promise((resolve, reject) => {
    const files = new Map<string, string>();
    fromBuffer(archive, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure);
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(chunk);
          files.set(entry.fileName, Buffer.concat(chunks).toString());
          zip.readEntry();
        });
      });
      zip.on('end', () => resolve(files));
      zip.readEntry();
    });
  });

describe('an export', () => {
  it('is one archive of what every service holds, whole, for the person themselves', async () => {
    const [person = ''] = await net.takeIn(1, ['digest']);
    const evil = '<img src=x onerror=alert(1)>';
    const ends = [
      answerAs('meeting', [
        { title: 'Cases', records: [{ situation: evil }], next: '1' },
        { title: 'Cases', records: [{ situation: 'The second page' }] },
      ]),
      answerAs('survey', [{ records: [] }]),
      answerAs('notification', [{ title: 'Letters', records: [{ kind: 'welcome' }] }]),
    ];
    const reply = await download(person, await tokenFor(net.service, { person }));
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('application/zip');
    expect(reply.headers.get('content-disposition')).toMatch(/about-you-\d{4}-\d\d-\d\d\.zip/);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const files = await filesIn(Buffer.from(await reply.arrayBuffer()));
    expect([...files.keys()]).toEqual(['data.json', 'index.html']);
    const { sections } = JSON.parse(files.get('data.json') ?? '');
    const titles = sections.map(
      ({ service, title }: { service: string; title: string }) => `${service}: ${title}`,
    );
    expect(titles).toEqual(
      expect.arrayContaining([
        'membership: Your profile',
        'membership: What you agreed to, and what you stopped',
        'meeting: Cases',
        'notification: Letters',
      ]),
    );
    const cases = sections.find(({ title }: { title: string }) => title === 'Cases');
    expect(cases.records).toEqual([{ situation: evil }, { situation: 'The second page' }]);
    const page = files.get('index.html') ?? '';
    expect(page).toContain('The second page');
    expect(page).toContain('Wilhelmina');
    expect(page).not.toContain('<img');
    const line = await net.db.collection('audit').findOne({ action: 'exportPerson', targets: person });
    expect(line).toMatchObject({ actor: person, outcome: 'done' });
    // A host who was asked for it gets the same; another member nothing.
    expect((await download(person, net.admin)).status).toBe(200);
    expect((await download(person, await tokenFor(net.service, {}))).status).toBe(403);
    for (const end of ends) end();
  });

  it('names communities, meetings and surveys, says what was agreed to and what was done, and shows no id', async () => {
    const community = await net.found();
    const [person = ''] = await net.takeIn(1, ['digest'], [community]);
    const survey = newId();
    const ends = [
      answerAs('meeting', [{ records: [] }]),
      answerAs('survey', [{ title: 'Asked', records: [{ survey, with: [newId(), 'kept'] }] }], {
        [survey]: 'Pulse of autumn',
      }),
      answerAs('notification', [{ records: [] }]),
    ];
    const reply = await download(person, await tokenFor(net.service, { person }));
    const files = await filesIn(Buffer.from(await reply.arrayBuffer()));
    const page = files.get('index.html') ?? '';
    const { name } = (await call<Community>(net.url, 'GET', `/communities/${community}`)).body;
    expect(page).toContain(`<dt>Community</dt><dd>${name}</dd>`);
    expect(page).toContain('<dt>Survey</dt><dd>Pulse of autumn</dd>');
    expect(page).toContain(`<dt>Words</dt><dd>${consentText.purposes.digest}</dd>`);
    expect(page).not.toMatch(/>[\da-f]{8}-[\da-f-]{27}</);
    expect(JSON.parse(files.get('data.json') ?? '').sections).toContainEqual({
      service: 'survey',
      title: 'Asked',
      records: [{ survey: 'Pulse of autumn', with: ['kept'] }],
    });
    const read = (as: string) => call<Held>(net.url, 'GET', `/people/${person}/held`, { as });
    const { sections } = (await read(await tokenFor(net.service, { person }))).body;
    const asked = {
      title: 'Asked',
      records: [
        [
          { name: 'Survey', lines: ['Pulse of autumn'] },
          { name: 'With', lines: ['kept'] },
        ],
      ],
    };
    expect(sections).toContainEqual(asked);
    expect(JSON.stringify(sections)).not.toMatch(/"[\da-f]{8}-[\da-f-]{27}"/);
    expect((await read(await tokenFor(net.service, {}))).problem.code).toBe('forbidden');
    for (const end of ends) end();
  });

  it('has the photo, which its page shows', async () => {
    const [person = ''] = await net.takeIn(1, []);
    const headers = { 'content-type': 'image/png' };
    const photo = { as: net.admin, body: png, headers, ifMatch: 1 };
    expect((await call(net.url, 'PUT', `/people/${person}/photo`, photo)).status).toBe(200);
    const ends = (['meeting', 'survey', 'notification'] as const).map((service) =>
      answerAs(service, [{ records: [] }]),
    );
    const reply = await download(person, net.admin);
    const files = await filesIn(Buffer.from(await reply.arrayBuffer()));
    expect([...files.keys()]).toEqual(['data.json', 'index.html', 'photo.webp']);
    expect(files.get('photo.webp')).toContain('WEBP');
    expect(files.get('index.html')).toContain('<img src="photo.webp"');
    // What a search finds people by is no more than what the profile says.
    expect(files.get('data.json')).not.toContain('"tokens"');
    for (const end of ends) end();
  });

  it('is none at all where one service does not answer, and names it', async () => {
    const [person = ''] = await net.takeIn(1, []);
    const ends = [answerAs('meeting', [{ records: [] }]), answerAs('notification', [{ records: [] }])];
    const path = `/people/${person}/export`;
    const { problem } = await call(net.url, 'POST', path, { as: net.admin });
    expect(problem).toMatchObject({ status: 503, code: 'unavailable' });
    expect(problem.detail).toContain('survey');
    for (const end of ends) end();
  });

  it('tells nothing of a stranger', async () => {
    const { problem } = await call(net.url, 'POST', `/people/${newId()}/export`, { as: net.admin });
    expect(problem.code).toBe('not-found');
  });
});
