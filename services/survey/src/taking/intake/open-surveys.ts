import {
  type Answers,
  askedVersionKey,
  bucketName,
  InstrumentVersion,
  isVersionKey,
  OpenSurvey,
  openSurveyKey,
  refuse,
} from '@skein/contracts';
import { type Background, type Nats, type ServiceContext, startLoop } from '@skein/service-kit';
import { type AnswerCheck, compileCheck } from './check-answers.ts';
import type { TakenSurvey } from './decide.ts';
import { compileMarker, type Marker } from './marking.ts';

/** A survey as the intake has it in memory, with the check of each version, compiled once. */
export interface KnownSurvey {
  readonly survey: TakenSurvey;
  /** Checks answers to one of its versions. */
  check(number: number, answers: Answers): ReturnType<AnswerCheck>;
  /** Marks answers to one of its versions, where that has a quiz. */
  readonly markerOf: (number: number) => Marker | undefined;
}

/** How long an answer to a survey that is not known waits for it: longer than it takes to tell of one that opens. */
const patienceMs = 1_000;
const mostWaiting = 100;

const notYet: AnswerCheck = () =>
  refuse('unavailable', 'This version is not known here yet; send yours again in a moment.');

interface Entry {
  readonly key: string;
  readonly operation: string;
  readonly isUpdate?: boolean;
  json<T>(): T;
}

export interface OpenSurveys {
  find(network: string, survey: string): KnownSurvey | undefined;
  /**
   * The same for one that may have been opened this very moment: waits for the bucket to tell of it, for a second at
   * most, and not at all where very many wait already.
   */
  awaited(network: string, survey: string): Promise<KnownSurvey | undefined>;
  /** Starts following the bucket; resolves once all that it holds now is known. */
  follow(): Promise<Background>;
}

const createOpenSurveys = ({ nats, config, log }: ServiceContext): OpenSurveys => {
  // By the survey's own id, which no other network's has: made once, since each response asks for it.
  const known = new Map<string, KnownSurvey>();
  // Versions never change, so surveys that ask the same one share its check.
  const checks = new Map<string, AnswerCheck>();
  const markers = new Map<string, Marker>();
  const waiting = new Set<{ readonly id: string; readonly resolve: () => void }>();

  const learn = (entry: Entry): void => {
    const isVersion = isVersionKey(entry.key);
    if (entry.operation !== 'PUT') {
      if (isVersion) forgetVersion(entry.key);
      else forgetSurvey(entry.key);
    } else {
      try {
        if (isVersion) putVersion(entry);
        else putSurvey(entry);
      } catch (error) {
        log.error({ key: entry.key, err: error }, 'an open survey or its version does not parse');
      }
    }
  };

  const forgetVersion = (key: string): void => {
    checks.delete(key);
    markers.delete(key);
  };

  const forgetSurvey = (key: string): void => {
    for (const [id, { survey }] of known) if (openSurveyKey(survey.network, id) === key) known.delete(id);
  };

  const know = (survey: OpenSurvey): void => {
    const keys = new Map(
      survey.versions.map((number) => [number, askedVersionKey(survey.network, survey.instrument, number)]),
    );
    known.set(survey.survey, {
      survey: { ...survey, closes: Date.parse(survey.closesAt) },
      check: (number, answers) => (checks.get(keys.get(number) ?? '') ?? notYet)(answers),
      markerOf: (number) => markers.get(keys.get(number) ?? ''),
    });
    for (const { id, resolve } of waiting) if (id === survey.survey) resolve();
  };

  const putVersion = (entry: Entry): void => {
    if (checks.has(entry.key)) return;
    const version = InstrumentVersion.parse(entry.json());
    const marker = compileMarker(version.questions);
    if (marker) markers.set(entry.key, marker);
    checks.set(entry.key, compileCheck(version));
  };

  const putSurvey = (entry: Entry): void => {
    const value = entry.json<{ version?: unknown }>();
    if (value.version !== undefined) {
      putWhole(entry, value.version);
      return;
    }
    const survey = OpenSurvey.parse(value);
    if (entry.key !== openSurveyKey(survey.network, survey.survey))
      throw new Error('the key and the survey disagree on which it is');
    know(survey);
  };

  // As it was written before versions had keys of their own: a survey that stays open over an upgrade goes on.
  const putWhole = (entry: Entry, version: unknown): void => {
    const { instrument, number, ...content } = InstrumentVersion.parse(version);
    const survey = OpenSurvey.parse({ ...entry.json<object>(), instrument, versions: [number] });
    checks.set(askedVersionKey(survey.network, instrument, number), compileCheck(content));
    know(survey);
  };

  const find = (network: string, id: string): KnownSurvey | undefined => {
    const found = known.get(id);
    return found?.survey.network === network ? found : undefined;
  };

  const awaited = async (network: string, id: string): Promise<KnownSurvey | undefined> => {
    if (waiting.size < mostWaiting) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const turn = { id, resolve };
      waiting.add(turn);
      const timer = setTimeout(resolve, patienceMs);
      await promise;
      clearTimeout(timer);
      waiting.delete(turn);
    }
    return find(network, id);
  };

  const follow = async (): Promise<Background> => {
    const bucket = await nats.kvm.open(bucketName(config.SKEIN_PREFIX, 'OPEN_SURVEYS'));
    const { promise: complete, resolve: isComplete } = Promise.withResolvers<void>();
    let watcher: Awaited<ReturnType<typeof bucket.watch>> | undefined;
    let stopping = false;

    const watch = async (): Promise<boolean> => {
      if ((await bucket.status()).values === 0) isComplete();
      watcher = await bucket.watch();
      if (stopping) watcher.stop();
      for await (const entry of watcher) {
        learn(entry);
        if (entry.isUpdate) isComplete();
      }
      return !stopping;
    };
    const loop = startLoop('open-surveys', log, 0, watch);
    const following = followReconnects(nats, () => watcher?.stop());
    await complete;
    return {
      stop: async () => {
        stopping = true;
        following.stop();
        watcher?.stop();
        await loop.stop();
      },
    };
  };

  return { find, awaited, follow };
};

// The client finds out by missed heartbeats, up to a minute late, that its watch was lost with a server; this is at once.
const followReconnects = (nats: Nats, watchAgain: () => void): { stop(): void } => {
  const statuses = nats.connection.status();
  let stopped = false;
  const run = async (): Promise<void> => {
    for await (const { type } of statuses) {
      if (stopped) return;
      if (type === 'reconnect') watchAgain();
    }
  };
  void run();
  return {
    stop: () => {
      stopped = true;
    },
  };
};

const ofContext = new WeakMap<ServiceContext, OpenSurveys>();

/** The open surveys of one running intake: its routes read what its background follows. */
export const openSurveysOf = (context: ServiceContext): OpenSurveys => {
  const surveys = ofContext.get(context) ?? createOpenSurveys(context);
  ofContext.set(context, surveys);
  return surveys;
};
