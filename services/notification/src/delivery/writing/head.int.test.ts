import { networkContract } from '@skein/contracts';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { putMembers, type Stage, section, sendDigest, startStage, whenSent } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const received = async () => {
  const [member] = await putMembers(stage, 1);
  const news = [section('News', { title: 'Something happened', detail: 'It did.' })];
  const { id } = await sendDigest(stage, news);
  await whenSent(stage, id);
  const { id: letter, from } = await stage.mailbox.waitFor(({ to }) => to.includes(member?.email ?? ''));
  const opened = await stage.mailbox.open(letter);
  return { from, text: opened?.text, html: opened?.html };
};

it('names the installation where nobody has described the network, and the network once somebody has', async () => {
  const before = await received();
  expect(before.from).toContain('The Network');
  expect(before.text).toContain('https://letters.example.org/privacy');

  const presentation = { hue: 150, mark: '', timeZone: 'UTC', languages: ['en'] };
  const forVisitors = { communities: true, meetings: true };
  const data = { ...presentation, name: 'Kestrel Network', sender: 'Kestrel', forVisitors };
  await stage.side.publish(networkContract.events.networkChanged, { subject: 'testing', version: 2, data });
  await until('the network', () => stage.service.context.db.collection('known_networks').findOne());

  const after = await received();
  expect(after.from).toContain('Kestrel');
  expect(after.from).toContain('letters@example.org');
  for (const part of [after.text, after.html]) expect(part).toContain('Kestrel Network');
});
