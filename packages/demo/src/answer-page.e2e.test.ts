import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as acts from './testing/answer-page.ts';
import { answerAll, everyAnswer, group, type Page, rankByNumbers } from './testing/answer-page.ts';
import { type AnswerSide, startAnswerSide } from './testing/answer-side.ts';
import { until } from './until.ts';

let side: AnswerSide;
let page: Page;
beforeAll(async () => {
  side = await startAnswerSide();
});
afterAll(() => side?.stop());
beforeEach(async () => {
  await side.closePages();
  page = await side.newPage();
});

const choose = (question: string, label: string, on = page) => acts.choose(question, label, on);
const write = (label: string, text: string, on = page) => acts.write(label, text, on);
const press = (name: string, on = page) => acts.press(name, on);
const shows = (text: string, on = page) => acts.shows(text, on);
const expectSound = (on = page) => acts.expectSound(on);

describe('the answering page on a phone', () => {
  it('asks every kind of question, shows what follows from the answers, and gives feedback at once', async () => {
    const { id, url } = await side.ask();
    await page.goto(url);
    await shows('What you enter is kept on this device');
    expect(await page.getByRole('heading', { name: 'A little more' }).isVisible()).toBe(false);
    await press('Send');
    await shows('There is a problem');
    await expectSound();
    await page.getByRole('link', { name: '“How are you?” must be answered.' }).click();
    expect(await page.evaluate('document.activeElement.name')).toBe('a.mood');
    await choose('Do you agree?', 'No');
    expect(await page.getByLabel('Why do you not agree?').isVisible()).toBe(true);
    await answerAll(page);
    expect(await page.getByLabel('Why do you not agree?').isVisible()).toBe(false);
    await shows('12 of 12 answered, in 2 parts');
    await expectSound();
    await press('Send');
    await shows('your answers have arrived');
    await shows('Your result: 1 of 1');
    await shows('Indeed.');
    await expectSound();
    expect((await side.stored(id)).answers).toEqual(everyAnswer);
  });

  it('keeps a draft over a reload, changes what was sent by its receipt, and takes it back', async () => {
    const { id, links } = await side.askMembers();
    const [link] = links;
    await page.goto(link?.url ?? '');
    await shows('Your answers are kept with your name.');
    expect(page.url()).not.toContain('token');
    await choose('Do you agree?', 'No');
    await choose('How are you?', '2');
    await write('Why do you not agree?', 'It is <b>late</b>.');
    await page.reload();
    await shows('Your answers are kept with your name.');
    expect(page.url()).not.toContain('token');
    expect(await page.getByLabel('Why do you not agree?').inputValue()).toBe('It is <b>late</b>.');
    await press('Send');
    await shows('your answers have arrived');
    await side.stored(id);

    await until('the link to be used', () => side.collection('used_links').findOne({ survey: id }));
    // Another phone has no receipt, and is told what to do.
    const stranger = await side.newPage();
    await stranger.goto(link?.url ?? '');
    await shows('This link was answered with already', stranger);
    await expectSound(stranger);

    await page.goto('about:blank');
    await page.goto(link?.url ?? '');
    await shows('You have answered');
    await expectSound();
    await press('Change my answers');
    await choose('How are you?', '5 – high');
    await press('Send the changed answers');
    await shows('your changed answers have arrived');
    await side.stored(id, ({ answers }) => (answers as { mood: number }).mood === 5);
    await press('Take my answers back');
    await press('Yes, take them back for good');
    await shows('Your answers are taken back');
    await expectSound();
    await until('it to be gone', async () => (await side.rowsOf(id)).length === 0 || undefined);
  });

  it('tells a second tab, and a second device, that there is an answer already', async () => {
    const { id, links } = await side.askMembers();
    const [link] = links;
    const device = await side.newPage();
    await device.goto(link?.url ?? '');
    await page.goto(link?.url ?? '');
    const tab = await page.context().newPage();
    await tab.goto(link?.url ?? '');
    const answer = async (on: typeof page, mood: string) => {
      await choose('Do you agree?', 'Yes', on);
      await choose('How are you?', mood, on);
      await press('Send', on);
    };
    await answer(page, '2');
    await shows('your answers have arrived');
    await until('the link to be used', () => side.collection('used_links').findOne({ survey: id }));
    await answer(tab, '3');
    await shows('You have answered already, in another tab', tab);
    await press('Change my answers', tab);
    await press('Send the changed answers', tab);
    await shows('your changed answers have arrived', tab);
    await side.stored(id, ({ answers }) => (answers as { mood: number }).mood === 3);
    await answer(device, '4');
    await shows('This link was answered with meanwhile, on another device', device);
    await expectSound(device);
    expect(await side.rowsOf(id)).toHaveLength(1);
  });

  it('keeps what is sent without a network, and sends it once when that is back', async () => {
    const { id, url } = await side.ask();
    await page.goto(url);
    await choose('Do you agree?', 'No');
    await choose('How are you?', '2');
    await write('Why do you not agree?', 'A train.');
    await page.context().setOffline(true);
    await press('Send');
    await shows('There is no connection just now. Your answers are kept on this device');
    await expectSound();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.postData() ?? '');
    });
    await page.context().setOffline(false);
    await shows('your answers have arrived');
    expect(new Set(sent).size).toBe(1);
    await side.stored(id);
    expect(await side.rowsOf(id)).toHaveLength(1);
  });

  it('tries again where the service is busy or its answer is lost, and is counted once', async () => {
    const { id, url } = await side.ask();
    await page.goto(url);
    await choose('Do you agree?', 'No');
    await choose('How are you?', '2');
    await write('Why do you not agree?', 'A tunnel.');
    const sent: string[] = [];
    await page.route('**/responses', async (route) => {
      sent.push(route.request().postData() ?? '');
      if (sent.length === 1) {
        const body = JSON.stringify({ status: 503, code: 'unavailable', detail: 'Busy.' });
        return route.fulfill({
          status: 503,
          headers: { 'retry-after': '1' },
          contentType: 'application/json',
          body,
        });
      }
      if (sent.length > 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await press('Send');
    await shows('your answers have arrived');
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(1);
    // What comes after it is stored: so would be a second of the same.
    const body = {
      response: '01890000-0000-7000-8000-000000000001',
      instrumentVersion: 1,
      answers: { agree: true, mood: 1 },
    };
    await side.host.submitResponse({ params: { id }, body });
    await side.stored(id, ({ answers }) => (answers as { mood: number }).mood === 1);
    expect(await side.rowsOf(id)).toHaveLength(2);
  });

  it('tells who comes after the close, and loses nothing of what they wrote', async () => {
    const { id, version, url } = await side.ask();
    await page.goto(url);
    await choose('Do you agree?', 'No');
    await choose('How are you?', '2');
    await write('Why do you not agree?', 'Too late.');
    await side.host.closeSurvey({ params: { id }, ifMatch: version });
    await side.untilRefused(id, 'closed', 1);
    await press('Send');
    await shows('The survey closed before your answers arrived');
    expect(await page.getByLabel('Why do you not agree?').inputValue()).toBe('Too late.');
    await expectSound();
    await page.reload();
    await shows('What you wrote is still kept on this device');
    expect(await page.getByLabel('Why do you not agree?').inputValue()).toBe('Too late.');
    expect(await side.rowsOf(id)).toEqual([]);
  });

  it('speaks the survey’s languages, each in its direction', async () => {
    const { url } = await side.ask();
    await page.goto(url);
    await page.getByRole('link', { name: 'العربية' }).click();
    await shows('كيف حالك؟');
    expect(await page.evaluate('[document.documentElement.lang, document.documentElement.dir]')).toEqual([
      'ar',
      'rtl',
    ]);
    await expectSound();
  });

  it('says the remedy for a link that is not whole or damaged, and leads letters on that are out already', async () => {
    const { id, url, links } = await side.askMembers();
    await page.goto(url);
    await shows('Open the link from your letter again');
    await expectSound();
    await page.goto(`${url}?token=rubbish`);
    await shows('This link does not open the survey');
    await expectSound();
    await page.goto(`${side.url}/survey#id=${id}&token=${links[0]?.token}`);
    await shows('Do you agree?');
    expect(page.url()).toContain(`/answer/${id}`);
    expect(page.url()).not.toContain('token');
  });
});

describe('an anonymous survey', () => {
  it('is answered with a ballot that this page made, and the response holds nothing of the link', async () => {
    const { id, links } = await side.askMembers({ mode: 'anonymous' });
    const [link] = links;
    const posts: { url: string; body: string; headers: Record<string, string> }[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST')
        posts.push({ url: request.url(), body: request.postData() ?? '', headers: request.headers() });
    });
    await page.goto(link?.url ?? '');
    await shows('Nobody, not even whoever runs this service');
    await shows('Nothing is taken by looking at this page');
    await expectSound();
    // Whatever else opens the link, as a scanner that runs scripts does, takes nothing either.
    const scanner = await side.newPage();
    await scanner.goto(link?.url ?? '');
    await shows('Nothing is taken by looking at this page', scanner);
    expect(await side.collection(`ballot_marks.apart.${id}`).countDocuments()).toBe(0);
    expect(posts).toEqual([]);
    await press('Fetch my ballot and begin');
    await until('the ballot to be asked for', async () => posts.find(({ url }) => url.endsWith('/ballots')));
    await answerAll(page);
    await press('Send');
    await shows('your answers have arrived');
    await expectSound();
    const sent = posts.filter(({ url }) => url.endsWith('/responses'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).not.toContain(link?.token);
    expect(Object.keys(sent[0]?.headers ?? {})).not.toContain('cookie');
    const row = await side.stored(id);
    expect(row.answers).toEqual(everyAnswer);
    const invitation = await side.collection('invitations').findOne({ survey: id, person: link?.person });
    expect(JSON.stringify(row)).not.toContain(String(invitation?._id));

    await page.reload();
    await shows('You have answered');
    await press('Change my answers');
    await choose('How are you?', '1 – low');
    await press('Send the changed answers');
    await side.stored(id, ({ answers }) => (answers as { mood: number }).mood === 1);
    const stranger = await side.newPage();
    await stranger.goto(link?.url ?? '');
    await shows('A ballot was given out for this link already', stranger);
    await expectSound(stranger);
  });

  it('keeps its ballot over a reload before it is answered', async () => {
    const { id, links } = await side.askMembers({ mode: 'anonymous' });
    await page.goto(links[0]?.url ?? '');
    await press('Fetch my ballot and begin');
    await group('Do you agree?', page).waitFor();
    expect(await side.collection(`ballot_marks.apart.${id}`).countDocuments()).toBe(1);
    await page.reload();
    await choose('Do you agree?', 'No');
    await choose('How are you?', '3');
    await write('Why do you not agree?', 'So.');
    await press('Send');
    await shows('your answers have arrived');
    await side.stored(id);
  });
});

describe('a lost ballot', () => {
  it('is replaced once by the host, and the person answers from another browser', async () => {
    const { id, links } = await side.askMembers({ mode: 'anonymous' });
    const [link] = links;
    await page.goto(link?.url ?? '');
    await press('Fetch my ballot and begin');
    await group('How are you?', page).waitFor();
    const another = await side.newPage();
    await another.goto(link?.url ?? '');
    await shows('ask whoever invited you for another one', another);
    const body = { person: link?.person ?? '' };
    expect(await side.host.replaceBallot({ params: { id }, body })).toEqual({ replaced: 1 });
    await another.goto(link?.url ?? '');
    await press('Fetch my ballot and begin', another);
    await answerAll(another);
    await press('Send', another);
    await shows('your answers have arrived', another);
    await side.stored(id);
    expect(await side.host.readResults({ params: { id } })).toMatchObject({ replacedBallots: 1 });
  });
});

describe('without scripts', () => {
  it('is sound in every state, as where the script does not come', async () => {
    const { id, links } = await side.askMembers();
    await page.route('**/assets/answer-*.js', (route) => route.abort());
    await page.goto(links[3]?.url ?? '');
    await expectSound();
    await choose('Do you agree?', 'Yes');
    await write('For how long?', 'seven');
    await press('Send');
    await shows('“For how long?” must be a number.');
    await expectSound();
    await write('For how long?', '7');
    await choose('How are you?', '3');
    await press('Send');
    await shows('your answers have arrived');
    await expectSound();
    await side.stored(id);
    await press('Take my answers back');
    await shows('Your answers are taken back');
    await expectSound();
  });

  it('the whole way works: errors at their fields, sending, changing, taking back', async () => {
    const { id, links } = await side.askMembers();
    const plain = await side.newPage({ javaScriptEnabled: false });
    await plain.goto(links[1]?.url ?? '');
    await choose('Do you agree?', 'Yes', plain);
    await press('Send', plain);
    await shows('There is a problem', plain);
    await plain.getByRole('link', { name: '“How are you?” must be answered.' }).click();
    expect(plain.url()).toContain('#a.mood');
    expect(await group('Do you agree?', plain).getByLabel('Yes').isChecked()).toBe(true);
    await answerAll(plain, rankByNumbers);
    await press('Send', plain);
    await shows('your answers have arrived', plain);
    await shows('Indeed.', plain);
    expect((await side.stored(id)).answers).toEqual(everyAnswer);
    await press('Change my answers', plain);
    expect(await plain.getByLabel('For how long?').inputValue()).toBe('2.5');
    await choose('How are you?', '1 – low', plain);
    await press('Send the changed answers', plain);
    await shows('your changed answers have arrived', plain);
    await side.stored(id, ({ answers }) => (answers as { mood: number }).mood === 1);
    await press('Take my answers back', plain);
    await shows('Your answers are taken back', plain);
    await until('it to be gone', async () => (await side.rowsOf(id)).length === 0 || undefined);
  });

  it('an anonymous survey is a confidential one, and says so', async () => {
    const { id, links } = await side.askMembers({ mode: 'anonymous' });
    const plain = await side.newPage({ javaScriptEnabled: false });
    await plain.goto(links[2]?.url ?? '');
    await shows('this anonymous survey is a confidential one for you', plain);
    await answerAll(plain, rankByNumbers);
    await press('Send', plain);
    await shows('your answers have arrived', plain);
    expect(await side.stored(id)).not.toHaveProperty('link');
  });
});
