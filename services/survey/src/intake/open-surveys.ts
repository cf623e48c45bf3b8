import { bucketName, OpenSurvey } from '@skein/contracts';
import { type Background, type Nats, type ServiceContext, startLoop } from '@skein/service-kit';
import { type AnswerCheck, compileCheck } from './answers.ts';

/** A survey as the intake has it in memory, its check compiled once for its version. */
export interface KnownSurvey {
  readonly survey: OpenSurvey;
  readonly check: AnswerCheck;
}

interface Entry {
  readonly key: string;
  readonly operation: string;
  readonly isUpdate?: boolean;
  json<T>(): T;
}

export interface OpenSurveys {
  find(network: string, survey: string): KnownSurvey | undefined;
  /** Starts following the bucket; resolves once all that it holds now is known. */
  follow(): Promise<Background>;
}

const createOpenSurveys = ({ nats, config, log }: ServiceContext): OpenSurveys => {
  const known = new Map<string, KnownSurvey>();
  const checks = new Map<string, AnswerCheck>();

  const learn = (entry: Entry): void => {
    if (entry.operation !== 'PUT') known.delete(entry.key);
    else {
      try {
        put(entry);
      } catch (error) {
        log.error({ key: entry.key, err: error }, 'an open survey does not parse');
      }
    }
  };

  const put = (entry: Entry): void => {
    const survey = OpenSurvey.parse(entry.json());
    if (entry.key !== `${survey.network}.${survey.survey}`)
      throw new Error('the key and the survey disagree on which it is');
    // Versions never change, so surveys that ask the same one share its check.
    const version = `${survey.version.instrument}.${survey.version.number}`;
    const check = checks.get(version) ?? compileCheck(survey.version.questions);
    checks.set(version, check);
    known.set(entry.key, { survey, check });
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

  return { find: (network, survey) => known.get(`${network}.${survey}`), follow };
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
