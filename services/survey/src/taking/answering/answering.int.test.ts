import { everyAnswer, everyField, everyKind } from '@skein/answering/testing';
import { newId, signLink } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BallotMarkRow } from '../../asking/invitations/row.ts';
import { pageOf } from '../../testing/ballots.ts';
import { plainBrowser } from '../../testing/browser.ts';
import { keepLog } from '../../testing/dump.ts';
import { rowsOfSurvey } from '../../testing/rows.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';
import type { ResponseRow } from '../responses/row.ts';

let side: SurveySide;
let browser: ReturnType<typeof plainBrowser>;
let device: ReturnType<typeof pageOf>;
let log: ReturnType<typeof keepLog>;
beforeAll(async () => {
  side = await startSurveySide({ worker: true });
  log = keepLog(side.api.context.log);
  browser = plainBrowser(side.api.url);
  device = pageOf(side);
});
afterAll(() => side.stop());

/** Opens a survey that asks everything, and waits until it is announced. */
const ask = async (asking: object): Promise<string> => {
  const { instrument } = await side.publishContent(everyKind);
  const { body, status, problem } = await side.open(instrument, asking);
  if (status !== 201) throw new Error(problem.detail);
  await side.untilAnnounced(body.id);
  return body.id;
};
const askAll = () => ask({ audience: { kind: 'open' } });

/** Asks so many people, and gives the addresses of their letters. */
const askPeople = async (asking: object = {}, members = 1) => {
  const { community, people } = await side.makeCommunity(members);
  const survey = await ask({ audience: { kind: 'community', community }, ...asking });
  const links = await side.linksFor(survey, people);
  const paths = links.map(({ url }) => url.slice(new URL(url).origin.length));
  return { survey, paths, path: paths[0] ?? '', tokens: links.map(({ token }) => token) };
};

const rowsOf = (survey: string) => rowsOfSurvey<ResponseRow>(side.db, 'responses', survey);
const untilStored = (survey: string) =>
  until('the response to be stored', async () => {
    const rows = await rowsOf(survey);
    return rows.length > 0 && rows;
  });
/** The worker has stored all that was accepted once another response, accepted after it, is stored. */
const settled = async () => {
  const survey = await askAll();
  await send(`/answer/${survey}`, everyField);
  await untilStored(survey);
};

const bare = (path: string) => path.split('?')[0] ?? '';
/** Opens a page and posts its form with these fields. */
const send = async (path: string, fields: readonly [string, string][]) => {
  const opened = await browser.open(path);
  const posted = [...opened.hidden, ...fields];
  return { opened, posted, done: await browser.post(bare(path), posted) };
};

describe('a browser without scripts', () => {
  it('answers every kind of question with a plain form', async () => {
    const survey = await askAll();
    const { opened, posted, done } = await send(`/answer/${survey}`, everyField);
    expect(opened.status).toBe(200);
    expect(opened.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(opened.headers.get('cache-control')).toBe('no-store');
    expect(opened.source).not.toMatch(/<script(?! type="module" src="\/)|<style|style="|\son\w+="/);
    expect(opened.source).not.toContain('Indeed.');
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('your answers have arrived')]);
    expect(done.text).toContain('Your result: 2 of 2');
    expect(done.text).toContain('Indeed.');
    const [row] = await untilStored(survey);
    expect(row?.answers).toEqual(everyAnswer);
    expect(done.text).toContain(row?._id.split('.')[1]);
    // The same post again, as “reload” sends it, and once more: it counts once.
    for (let again = 0; again < 2; again += 1)
      expect((await browser.post(`/answer/${survey}`, posted)).text).toContain('your answers have arrived');
    await settled();
    expect(await rowsOf(survey)).toHaveLength(1);
  });

  it('is told what is wrong, at each field, and keeps what was given', async () => {
    const survey = await askAll();
    const hostile = '<script>alert(1)</script>"\u202e\u0000';
    const { done } = await send(`/answer/${survey}`, [
      ['a.agree', 'true'],
      ['a.name', hostile],
      ['a.years', 'seven'],
      ['a.order.one', '1'],
      ['a.order.two', '1'],
      ['a.since', '1999-12-31'],
      ['a.rooms.here', '9'],
    ]);
    expect(done.status).toBe(400);
    expect(done.source).toContain('<title>Error: ');
    for (const [id, text] of [
      ['a.mood', '“How are you?” must be answered.'],
      ['a.name', '“Say it in a word” must have at most 20 characters.'],
      ['a.order', '“Which comes first?” gives the place 1 to more than one.'],
    ])
      expect(done.source).toContain(`<li><a href="#${id}">${text}</a></li>`);
    expect(done.source).toContain('value="seven"');
    expect(done.source).not.toContain('<script>alert');
    expect(done.source).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;\ufffd');
    expect(done.source).toMatch(/name="a.agree" value="true"[^>]* checked/);
    const fixed = await browser.post(`/answer/${survey}`, [
      ...done.hidden,
      ['a.agree', 'true'],
      ['a.mood', 'not-applicable'],
      ['a.years', 'seven'],
      ['a.since', '1999-12-31'],
      ['a.rooms.here', '9'],
    ]);
    expect(fixed.text).toContain('“For how long?” must be a number.');
    expect(fixed.text).toContain('“How is it?: Here” must be a whole number from 0 to 2.');
    expect(fixed.text).toContain('“Since when?” must be from 2000-01-01');
    expect(await rowsOf(survey)).toEqual([]);
  });

  it('has answers to what is hidden dropped, before anything is judged', async () => {
    const survey = await askAll();
    const { done } = await send(
      `/answer/${survey}`,
      everyField
        .map(([name, value]): [string, string] => [name, name === 'a.agree' ? 'false' : value])
        .concat([
          ['a.why-not', 'Because.\r\nTwo lines.'],
          ['a.order.one', '2'],
        ]),
    );
    expect(done.status).toBe(200);
    expect((await untilStored(survey))[0]?.answers).toEqual({
      agree: false,
      mood: 4,
      'why-not': 'Because.\nTwo lines.',
    });
  });

  it('is told of an empty form, a stranger’s field, and one that came back damaged', async () => {
    const survey = await askAll();
    expect((await send(`/answer/${survey}`, [])).done.text).toContain('“Do you agree?” must be answered.');
    expect((await send(`/answer/${survey}`, [['a.stranger', '1']])).done.text).toContain(
      '“stranger” is not a question of this survey',
    );
    expect((await browser.post(`/answer/${survey}`, everyField)).status).toBe(400);
    const { opened } = await send(`/answer/${survey}`, []);
    const damaged = opened.hidden.map(([name, value]): [string, string] => [
      name,
      name === 'response' ? 'x' : value,
    ]);
    expect((await browser.post(`/answer/${survey}`, [...damaged, ...everyField])).status).toBe(400);
    const long: [string, string][] = [['a.why-not', 'x'.repeat(1_100_000)]];
    const tooLong = await browser.post(`/answer/${survey}`, [...opened.hidden, ...long]);
    expect([tooLong.status, tooLong.text]).toEqual([413, expect.stringContaining('shorten')]);
    expect((await fetch(`${side.api.url}/answer/${survey}`, { method: 'POST', body: '{}' })).status).toBe(
      415,
    );
    expect(await rowsOf(survey)).toEqual([]);
  });

  it('is told where it has answered with other answers from another window, and may send these in their place', async () => {
    const { survey, path } = await askPeople();
    const opened = await browser.open(path);
    const withMood = (mood: string) =>
      everyField.map(([name, value]): [string, string] => [name, name === 'a.mood' ? mood : value]);
    await browser.post(bare(path), [...opened.hidden, ...withMood('4')]);
    await untilStored(survey);
    expect((await browser.post(bare(path), [...opened.hidden, ...withMood('4')])).status).toBe(200);
    const other = await browser.post(bare(path), [...opened.hidden, ...withMood('1')]);
    expect([other.status, other.text]).toEqual([409, expect.stringContaining('from another window')]);
    const edit = await browser.post(bare(path), [...other.hidden, ['step', 'edit']]);
    const changed = await browser.post(bare(path), [...edit.hidden, ...withMood('1')]);
    expect(changed.text).toContain('your changed answers have arrived');
    await until('the change', async () => (await rowsOf(survey))[0]?.answers.mood === 1);
  });

  it('changes what it answered, and takes it back, from the receipt', async () => {
    const { survey, path } = await askPeople();
    const { done } = await send(path, everyField);
    expect(done.text).toContain('Your answers are kept with your name.');
    await untilStored(survey);
    const edit = await browser.post(bare(path), [...done.hidden, ['step', 'edit']]);
    expect(edit.source).toMatch(/name="a.mood" value="4"[^>]* checked/);
    const changed = await browser.post(bare(path), [
      ...edit.hidden,
      ...everyField.map(([name, value]): [string, string] => [name, name === 'a.mood' ? '1' : value]),
    ]);
    expect(changed.text).toContain('your changed answers have arrived');
    await until('the change', async () => (await rowsOf(survey))[0]?.answers.mood === 1);
    const again = await browser.post(bare(path), [
      ...changed.hidden.filter(([name]) => !name.startsWith('a.')),
      ...everyField.map(([name, value]): [string, string] => [name, name === 'a.mood' ? '2' : value]),
    ]);
    await until('the second change', async () => (await rowsOf(survey))[0]?.answers.mood === 2);
    const back = await browser.post(bare(path), [...again.hidden, ['step', 'withdraw']]);
    expect(back.text).toContain('taken back, for good');
    await until('it to be gone', async () => (await rowsOf(survey)).length === 0);
    const forged = again.hidden.map(([name, value]): [string, string] => [
      name,
      name === 'proof' ? 'A'.repeat(43) : value,
    ]);
    expect((await browser.post(bare(path), [...forged, ['step', 'withdraw']])).status).toBe(401);
  });

  it('is told that the survey is closed, before and after it began', async () => {
    const survey = await askAll();
    const opened = await browser.open(`/answer/${survey}`);
    const closing = { as: side.admin, ifMatch: 1 };
    await call(side.api.url, 'POST', `/surveys/${survey}/closing`, closing);
    const late = await until('the closing to be known', async () => {
      const reply = await browser.post(`/answer/${survey}`, [...opened.hidden, ...everyField]);
      return reply.status === 409 && reply;
    });
    expect(late.text).toContain('Your answers were not sent.');
    const closed = await browser.open(`/answer/${survey}`);
    expect(closed.text).toContain('This survey is closed');
    const [, end = ''] = /was open until <time datetime="([^"]+)"/.exec(closed.source) ?? [];
    expect(Date.parse(end)).toBeLessThanOrEqual(Date.now());
    // What scripts may bring back is in a template, which no browser shows.
    expect(closed.source.replace(/<template[\s\S]*<\/template>/, '')).not.toMatch(/<form|Send/);
  });

  it('may answer the version that its form is of, once a newer one is asked', async () => {
    const survey = await askAll();
    const opened = await browser.open(`/answer/${survey}`);
    const { body } = await call<{ instrument: string }>(side.api.url, 'GET', `/surveys/${survey}`, {
      as: side.admin,
    });
    const [first, ...rest] = everyKind.questions;
    await side.publishAgain(body.instrument, {
      questions: [{ ...first, text: 'Do you still agree?' }, ...rest],
    });
    const path = `/surveys/${survey}/versions`;
    await call(side.api.url, 'POST', path, { as: side.admin, ifMatch: 1, body: { number: 2 } });
    expect((await browser.open(`/answer/${survey}`)).text).toContain('Do you still agree?');
    const done = await browser.post(`/answer/${survey}`, [...opened.hidden, ...everyField]);
    expect(done.status).toBe(200);
    expect((await untilStored(survey))[0]?.instrumentVersion).toBe(1);
    const strange = opened.hidden.map(([name, value]): [string, string] => [
      name,
      name === 'version' ? '7' : value,
    ]);
    const anew = await browser.post(`/answer/${survey}`, [...strange, ...everyField]);
    expect([anew.status, anew.text]).toEqual([409, expect.stringContaining('asks other questions by now')]);
    expect(anew.source).toContain('value="2.5"');
    expect(anew.hidden).toContainEqual(['version', '2']);
  });
});

describe('languages', () => {
  it('are the one asked for, else the browser’s, else the survey’s own; with their direction', async () => {
    const survey = await askAll();
    const arabic = await browser.open(`/answer/${survey}?lang=ar`);
    expect(arabic.source).toContain('<html lang="ar" dir="rtl">');
    expect(arabic.text).toContain('كيف حالك؟');
    expect(arabic.source).toMatch(
      /<a href="\/answer\/[^"]*lang=cy[^"]*" hreflang="cy" lang="cy" dir="ltr">Cymraeg<\/a>/,
    );
    const welsh = await browser.open(`/answer/${survey}`, { 'accept-language': 'fr, cy-GB;q=0.9, en;q=0.8' });
    expect(welsh.source).toContain('<html lang="cy" dir="ltr">');
    expect((await browser.open(`/answer/${survey}?lang=xx`)).source).toContain('<html lang="en" dir="ltr">');
  });
});

describe('a link', () => {
  it('that is not whole, damaged, expired, another’s or used is told with its remedy', async () => {
    const { survey, path, tokens } = await askPeople({}, 2);
    const another = await askPeople();
    const expect_ = async (at: string, status: number, ...says: string[]) => {
      const { status: got, text } = await browser.open(at);
      expect(got).toBe(status);
      for (const one of says) expect(text).toContain(one);
    };
    await expect_(`/answer/${survey}`, 401, 'The link is not whole', 'Open the link from your letter again');
    await expect_(`/answer/${survey}?token=rubbish`, 401, 'damaged', 'Open the link from your letter again');
    await expect_(`/answer/${survey}?token=${another.tokens[0]}`, 401, 'made for another survey');
    await expect_(`/answer/${newId()}`, 404, 'There is no survey');
    await expect_('/answer/rubbish', 404, 'There is no survey');
    const { signingKey } = side.api.context;
    const claims = { net: 'testing', sub: newId(), survey };
    const expired = await signLink(signingKey, 'answer-survey', claims, new Date(Date.now() - 1_000));
    await expect_(`/answer/${survey}?token=${expired}`, 401, 'expired', 'write to whoever invited you');
    const abroad = { ...claims, net: 'elsewhere' };
    const foreign = await signLink(signingKey, 'answer-survey', abroad, new Date(Date.now() + 60_000));
    await expect_(`/answer/${survey}?token=${foreign}`, 401, 'another network');
    const elsewhere = await browser.open(path, { 'skein-network': 'elsewhere' });
    expect(elsewhere.status).toBe(404);

    const fresh = await browser.open(path);
    await send(path, everyField);
    await until('the link to be used', () => side.db.collection('used_links').findOne({ survey }));
    await expect_(path, 200, 'answered with already');
    const second = await browser.post(bare(path), [...fresh.hidden, ...everyField]);
    expect([second.status, second.text]).toEqual([409, expect.stringContaining('answered with already')]);
    const forgedLink = fresh.hidden.map(([name, value]): [string, string] => [
      name,
      name === 'token' ? 'rubbish' : value,
    ]);
    expect((await browser.post(bare(path), [...forgedLink, ...everyField])).status).toBe(401);
    await settled();
    expect(await rowsOf(survey)).toHaveLength(1);
    expect(log.some(({ text }) => tokens.some((token) => text.includes(token)))).toBe(false);
    expect(log.some(({ text }) => text.includes('/answer/:survey'))).toBe(true);
  });

  it('has its random order each time it is opened, and another link has another', async () => {
    const choices = Array.from({ length: 12 }, (_, index) => ({
      key: `c${index}`,
      label: `Choice ${index}`,
    }));
    const question = { kind: 'single', key: 'one', text: 'Which?', choices, shuffle: true };
    const { instrument } = await side.publishContent({ title: 'Shuffled', questions: [question] });
    const { community, people } = await side.makeCommunity(2);
    const { body } = await side.open(instrument, { audience: { kind: 'community', community } });
    const links = await side.linksFor(body.id, people);
    const orderOf = async ({ token }: { token: string }) =>
      [
        ...(await browser.open(`/answer/${body.id}?token=${token}`)).source.matchAll(/value="(c\d+)"/g),
      ].join();
    const [one, again, other] = [
      await orderOf(links[0] as never),
      await orderOf(links[0] as never),
      await orderOf(links[1] as never),
    ];
    expect(one).toBe(again);
    expect(one).not.toBe(other);
  });
});

describe('an anonymous survey without scripts', () => {
  const anonymous = () => askPeople({ mode: 'anonymous' }, 8);
  const marks = (survey: string) => rowsOfSurvey<BallotMarkRow>(side.db, 'ballot_marks', survey);

  it('runs confidentially, says so, marks the invitation and keeps no link', async () => {
    const { survey, path } = await anonymous();
    const { opened, posted, done } = await send(path, everyField);
    expect(opened.text).toContain('this anonymous survey is a confidential one for you');
    expect(done.text).toContain('your answers have arrived');
    const [row] = await untilStored(survey);
    expect(row?.answers).toEqual(everyAnswer);
    expect(row).not.toHaveProperty('link');
    expect(row?.receivedAt.toISOString()).toContain('T00:00:00.000Z');
    const [marked] = await marks(survey);
    expect(JSON.stringify(row)).not.toContain(marked?._id);
    expect(await rowsOfSurvey(side.db, 'used_links', survey)).toEqual([]);
    // The same post once more asks for the same ballot, and counts once.
    expect((await browser.post(bare(path), posted)).text).toContain('your answers have arrived');
    const edit = await browser.post(bare(path), [...done.hidden, ['step', 'edit']]);
    const fields = everyField.map(([name, value]): [string, string] => [
      name,
      name === 'a.mood' ? '2' : value,
    ]);
    await browser.post(bare(path), [...edit.hidden, ...fields]);
    await until('the change', async () => (await rowsOf(survey))[0]?.answers.mood === 2);
    // Opened anew it has another ballot, of which there is none left.
    const anew = await send(path, everyField);
    expect(anew.opened.text).toContain('A ballot was given out for this link already');
    expect([anew.done.status, anew.done.text]).toEqual([
      409,
      expect.stringContaining('nothing was sent from here'),
    ]);
    await settled();
    expect(await rowsOf(survey)).toHaveLength(1);
  });

  it('does not use an invitation up for answers that are not taken', async () => {
    const { survey, path } = await anonymous();
    const { done } = await send(path, [['a.agree', 'true']]);
    expect(done.status).toBe(400);
    expect(await marks(survey)).toEqual([]);
    const fixed = await browser.post(bare(path), [...done.hidden, ...everyField]);
    expect(fixed.status).toBe(200);
  });

  it('tells who fetched a ballot on a device to answer there', async () => {
    const { survey, path, tokens } = await anonymous();
    const before = await browser.open(path);
    await device.ballotFor(survey, tokens[0] ?? '');
    expect((await browser.open(path)).text).toContain('A ballot was given out for this link already');
    const late = await browser.post(bare(path), [...before.hidden, ...everyField]);
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('to the device that fetched it')]);
    await settled();
    expect(await rowsOf(survey)).toEqual([]);
  });
});
