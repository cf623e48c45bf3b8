import { defineQuestion, type ServiceName } from '@skein/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createLog } from '../log.ts';
import { testEnvironment, until } from '../testing/index.ts';
import { connectNats, type Nats } from './nats.ts';
import { answer, asking, serveQuestions } from './questions.ts';

const environment = testEnvironment();
const prefix = environment.SKEIN_PREFIX ?? '';
const network = 'testing';
const service: ServiceName = 'meeting';
const question = z.strictObject({ network: z.string(), of: z.string() });
const defined = (name: string) =>
  defineQuestion({ name, summary: 'How many', question, answer: z.object({ count: z.int() }) });
const howMany = defined('how-many');
const other = { ...howMany, answer: z.object({ count: z.string() }) };
const log = (name: string) => createLog(name, 'silent');

let one: Nats;
let two: Nats;
beforeAll(async () => {
  one = await connectNats(environment.SKEIN_NATS_URL ?? '', 'one');
  two = await connectNats(environment.SKEIN_NATS_URL ?? '', 'two');
});
afterAll(async () => {
  await one.connection.drain();
  await two.connection.drain();
});
const ask = () => asking({ nats: one, prefix, log: log('who asks') });

it('A question is answered by one replica of a service, whatever their logs are called', async () => {
  const asked: string[] = [];
  const serving = [
    { nats: one, name: 'meeting' },
    { nats: two, name: 'meeting-renamed' },
  ].map(({ nats, name }) => {
    const counted = answer(howMany, async ({ of }) => {
      asked.push(of);
      return { count: 1 };
    });
    return serveQuestions({ service, nats, prefix, log: log(name) }, [counted]);
  });
  await one.connection.flush();
  await two.connection.flush();
  const names = Array.from({ length: 30 }, (_, index) => `question ${index}`);
  for (const of of names) expect(await ask().ask(howMany, { network, of })).toEqual({ count: 1 });
  expect(asked.toSorted()).toEqual(names.toSorted());
  for (const part of serving) await part.stop();
});

it('One that nobody answers, in time or at all, comes back without an answer', async () => {
  expect(await ask().ask(defined('unheard'), { network, of: 'anything' })).toBeUndefined();
  const begun: string[] = [];
  const release = Promise.withResolvers<void>();
  const slow = defined('slow');
  const serving = serveQuestions({ service, nats: two, prefix, log: log('slow') }, [
    answer(slow, async ({ of }) => {
      begun.push(of);
      await release.promise;
      return { count: 1 };
    }),
  ]);
  await two.connection.flush();
  expect(await ask().ask(slow, { network, of: 'patience' }, 100)).toBeUndefined();
  release.resolve();
  await until('it was asked', () => begun.length === 1);
  await serving.stop();
});

it('One that the contract does not know, or whose answer it does not, throws instead of passing for a timeout', async () => {
  const serving = serveQuestions({ service, nats: two, prefix, log: log('mistaken') }, [
    answer(other, async () => ({ count: 'three' })),
  ]);
  await two.connection.flush();
  await expect(ask().ask(howMany, { network, of: 'anything' })).rejects.toThrow(
    'how-many is not answered so',
  );
  const unknown = { network, whom: 'anything' } as never;
  await expect(ask().ask(howMany, unknown)).rejects.toThrow('how-many is not asked so');
  await serving.stop();
});
