import { isRefusal, type Refusal } from '@skein/contracts';
import { dropDeadLetter, listDeadLetters, replayDeadLetter } from '../messaging/dead-letters.ts';
import type { Nats } from '../messaging/nats.ts';
import { type OperatorConfig, runCommand } from './operator.ts';

const usage = 'Usage: dead-letters list | replay SEQUENCE | drop SEQUENCE';

const list = async (
  nats: Nats,
  { SKEIN_PREFIX: prefix, SKEIN_NETWORK: network }: OperatorConfig,
): Promise<void> => {
  let after = 0;
  let shown = 0;
  for (;;) {
    const { items, next } = await listDeadLetters(nats, prefix, network, after, 100);
    for (const { sequence, at, consumer, type, reason } of items) {
      console.log(`${sequence}  ${at}  ${consumer}  ${type ?? 'unreadable'}  ${reason}`);
    }
    shown += items.length;
    if (next === undefined) break;
    after = next;
  }
  if (shown === 0) console.log(`There are no dead letters in ${network}.`);
};

/** `npm run dead-letters -- list | replay SEQUENCE | drop SEQUENCE` */
await runCommand(async (nats, config) => {
  const [verb, sequence] = process.argv.slice(2);
  if (verb === 'list') return list(nats, config);
  const number = Number(sequence);
  const act = verb === 'replay' ? replayDeadLetter : verb === 'drop' ? dropDeadLetter : undefined;
  if (!act || !Number.isSafeInteger(number) || number < 1) throw new Error(usage);
  const result: { sequence: number } | Refusal | undefined = await act(
    nats,
    config.SKEIN_PREFIX,
    config.SKEIN_NETWORK,
    number,
  );
  if (isRefusal(result)) throw new Error(result.detail);
  console.log(`${verb === 'replay' ? 'Replayed' : 'Dropped'} ${number}.`);
});
