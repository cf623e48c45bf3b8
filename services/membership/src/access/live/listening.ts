import { setInterval } from 'node:timers';
import { Envelope, serviceNames } from '@skein/contracts';
import type { Background, ServiceContext } from '@skein/service-kit';
import { openAmong } from '../sessions/store.ts';
import { newsIn } from './decide.ts';
import { Followers } from './followers.ts';

const roundMs = 250;
const beatMs = 15_000;

const followersOfAll = new WeakMap<ServiceContext['nats'], Followers>();

/** Those who follow changes at this process. */
export const followersAt = ({ nats }: Pick<ServiceContext, 'nats'>): Followers => {
  const known = followersOfAll.get(nats) ?? new Followers();
  followersOfAll.set(nats, known);
  return known;
};

/**
 * Hears all events as they are published, without keeping them: whoever is cut off asks for everything anew. Sessions
 * that end are noticed within a beat, roles that change at once.
 */
export const startListening = (context: ServiceContext): Background => {
  const { nats, config, log, readerOf, now } = context;
  const followers = followersAt(context);
  const hear = (text: Uint8Array): void => {
    const read = Envelope.safeParse(JSON.parse(Buffer.from(text).toString()));
    const news = read.success ? newsIn(read.data) : undefined;
    if (news) followers.hear(news, Date.now());
  };
  const subscriptions = serviceNames.map((service) =>
    nats.connection.subscribe(`${config.SKEIN_PREFIX}.*.${service}.>`, {
      callback: (failure, { data }) => {
        if (failure) return;
        try {
          hear(data);
        } catch (error) {
          log.warn({ err: error }, 'an event could not be told of');
        }
      },
    }),
  );
  const check = async (): Promise<void> => {
    followers.beat();
    for (const [network, sessions] of followers.sessions())
      followers.keepOnly(network, await openAmong(readerOf(network), sessions, now()));
  };
  const round = setInterval(() => followers.tell(), roundMs);
  const beat = setInterval(
    () => check().catch((error: unknown) => log.warn({ err: error }, 'sessions could not be looked at')),
    beatMs,
  );
  return {
    stop: async () => {
      clearInterval(round);
      clearInterval(beat);
      followers.stop();
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
};
