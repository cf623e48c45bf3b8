import { setInterval } from 'node:timers';
import { amongProcesses, type NoteWritten } from '@skein/contracts';
import { withdrawnAmong } from '@skein/known';
import type { Background, ServiceContext } from '@skein/service-kit';
import { type NoteReader, NoteReaders } from './readers.ts';

const beatMs = 2_000;
/** Nobody follows for longer without showing anew who they are. */
const longestMs = 10 * 60_000;

const readersOfAll = new WeakMap<ServiceContext['nats'], NoteReaders>();

/** Those who follow notes at this process. */
export const readersAt = ({ nats }: Pick<ServiceContext, 'nats'>): NoteReaders => {
  const known = readersOfAll.get(nats) ?? new NoteReaders();
  readersOfAll.set(nats, known);
  return known;
};

type Carrying = Pick<ServiceContext, 'nats' | 'config'>;

const subjectOf = ({ config }: Carrying, network: string, meeting: string): string =>
  `${amongProcesses(config.SKEIN_PREFIX, 'meeting')}.notes.${network}.${meeting}`;

/** Tells all processes what was written, once it is stored. */
export const carry = (context: Carrying, network: string, meeting: string, written: NoteWritten): void =>
  context.nats.connection.publish(subjectOf(context, network, meeting), JSON.stringify(written));

/** Whether somebody may follow no longer: they came long ago, or their place in the communities was withdrawn. */
const isOver = (one: NoteReader, withdrawn: ReadonlySet<string>, now: number): boolean => {
  if (now - one.since > longestMs) return true;
  const { actor, communities } = one;
  const held = communities.filter((community) => actor.communities[community]);
  return (
    held.length > 0 &&
    actor.roles.length === 0 &&
    held.every((community) => withdrawn.has(`${actor.person}.${community}`))
  );
};

/** Hears what is written at any process, and tells those who follow here. */
export const startCarrying = (context: ServiceContext): Background => {
  const { nats, log, readerOf, now } = context;
  const readers = readersAt(context);
  const subscription = nats.connection.subscribe(subjectOf(context, '*', '*'), {
    callback: (failure, { subject, data }) => {
      if (failure) return;
      const [network = '', meeting = ''] = subject.split('.').slice(-2);
      readers.tell(network, meeting, Buffer.from(data).toString());
    },
  });
  const check = async (): Promise<void> => {
    for (const [network, some] of readers.byNetwork()) {
      const people = [...new Set(some.map(({ actor }) => actor.person))];
      const withdrawn = await withdrawnAmong(readerOf(network), people);
      for (const one of some) if (isOver(one, withdrawn, now().getTime())) readers.end(one);
    }
  };
  let beats = 0;
  const beat = setInterval(() => {
    beats += 1;
    if (beats % 8 === 0) readers.beat();
    check().catch((error: unknown) => log.warn({ err: error }, 'who follows notes could not be looked at'));
  }, beatMs);
  return {
    stop: async () => {
      clearInterval(beat);
      readers.stop();
      subscription.unsubscribe();
    },
  };
};
