import {
  type LogReach,
  type Loop,
  type ServiceContext,
  shortenReplicationLog,
  startLeasedLoop,
} from '@skein/service-kit';

/** So long a write stays in the replication log at most, or a few minutes more. */
const keptMs = 60 * 60 * 1000;

const unauthorized = 13;

/** Keeps MongoDB's replication log from telling for longer than an hour when a ballot was fetched or an answer came. */
export const startShortening = (context: ServiceContext): Loop => {
  const { client, db, log } = context;
  let told = false;
  const tell = (why: string): void => {
    if (!told) log.warn(`MongoDB’s replication log is not bounded in time: ${why} (docs/anonymity.md)`);
    told = true;
  };
  const shorten = async (): Promise<LogReach | 'unseen'> => {
    try {
      const until = new Date(context.now().getTime() - keptMs);
      return await shortenReplicationLog(client, { db }, until);
    } catch (error) {
      if ((error as { code?: number }).code !== unauthorized) throw error;
      return 'unseen';
    }
  };
  return startLeasedLoop(context, 'replication-log', { idleMs: 10_000, leaseMs: 30_000 }, async (mine) => {
    if (!(await mine())) return false;
    const reach = await shorten();
    if (reach === 'too-large') tell('it is larger than 256 MB');
    if (reach === 'unseen') tell('the service may not read it');
    return false;
  });
};
