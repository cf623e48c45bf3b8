import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { stopAll } from '@skein/local-runtime';
import { type Ground, startGround } from './ground.ts';
import { measureBallots } from './parts/ballots.ts';
import { measureDrain } from './parts/drain.ts';
import { measureLatency } from './parts/latency.ts';
import { measureReplicas } from './parts/replicas.ts';
import { bringIn, intakeUnderBacklog, measureReading } from './parts/results.ts';
import { measureThroughput, startRivals } from './parts/throughput.ts';
import { rounded } from './statistics.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'a,b,c,d,e,f,g,h,i' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
    responses: { type: 'string', default: '1000000' },
    backlog: { type: 'string', default: '1000000' },
  },
});
const sizes = { seconds: Number(values.seconds), rounds: Number(values.rounds) };
const wanted = (part: string): boolean => values.only.split(',').includes(part);
const say = (line: string): void => console.log(line);

const figures: Record<string, unknown> = {};
const over = (one: number | undefined, other: number | undefined): number =>
  rounded((one ?? 0) / (other ?? Number.NaN));

const overHttp = async (ground: Ground): Promise<void> => {
  const rivals = await startRivals(ground, 'bare', ...(wanted('c') ? (['insert-each'] as const) : []));
  const { intake, bare } = rivals.programs;
  if (!intake || !bare) throw new Error('the intake does not run');
  const two = { ...rivals, programs: { bare, intake } };
  if (wanted('a') || wanted('c') || wanted('d')) {
    const at256 = await measureThroughput(ground, wanted('c') ? rivals : two, 256, sizes);
    figures.at256 = at256;
    const { intake: ours, bare: theirs, 'insert-each': inserts } = at256.perSecond;
    figures.a_intake_over_bare_256 = over(ours, theirs);
    if (wanted('c')) figures.c_intake_over_insert_each = over(ours, inserts);
    if (wanted('d')) {
      const rate = Math.round(0.7 * (ours ?? 0));
      const { p99, rounds } = await measureLatency(ground, two, rate, sizes);
      figures.p99 = { rate, ...p99, rounds };
      figures.d_p99_over_bare = over(p99.intake, p99.bare);
    }
  }
  if (wanted('b')) {
    const at64 = await measureThroughput(ground, two, 64, sizes);
    figures.at64 = at64;
    figures.b_intake_over_bare_64 = over(at64.perSecond.intake, at64.perSecond.bare);
  }
  await rivals.stop();
};

const coresForTwo = 6;

const overReplicas = async (ground: Ground): Promise<void> => {
  const cores = availableParallelism();
  figures.cores = cores;
  const replicas = await measureReplicas(ground, sizes);
  figures.replicas = replicas;
  // With fewer cores the two, their generators and NATS wait for each other, and the rate says how many there are.
  figures.g_measured_by = cores < coresForTwo ? 'processor time' : 'rate';
  figures.g_two_intakes_over_one = cores < coresForTwo ? replicas.byProcessorTime : replicas.byRate;
};

const overBacklog = async (ground: Ground): Promise<void> => {
  const [responses, backlog] = [Number(values.responses), Number(values.backlog)];
  if (wanted('h')) {
    const intake = await intakeUnderBacklog(ground, backlog, sizes.seconds);
    figures.h_intake_memory_late_over_early = over(intake.lateMiB, intake.earlyMiB);
    figures.intakeMemory = intake;
  }
  const large = await bringIn(ground, wanted('f') ? Math.max(responses, wanted('h') ? backlog : 0) : backlog);
  if (wanted('h')) {
    figures.h_worker_memory_late_over_early = over(large.worker.lateMiB, large.worker.earlyMiB);
    figures.workerMemory = large.worker;
  }
  if (!wanted('f')) return;
  const small = await bringIn(ground, Math.min(1_000, responses));
  const [few, many] = await measureReading(ground, [small.survey, large.survey]);
  figures.reading = { few, many, responses };
  figures.f_reading_many_over_few = over(many, few);
};

const overDraining = async (ground: Ground): Promise<void> => {
  const drained = await measureDrain(ground, { rounds: sizes.rounds, responses: 10_000 * sizes.seconds });
  figures.draining = drained;
  figures.e_worker_over_insert_many = over(drained.worker, drained.raw);
};

const overIssuing = async (ground: Ground): Promise<void> => {
  const ballots = await measureBallots(ground, sizes);
  figures.ballots = ballots;
  figures.i_ballots_over_bare_signing = over(ballots.issued, ballots.bare);
};

let status = 1;
const ground = await startGround(say);
try {
  if ('abcd'.split('').some(wanted)) await overHttp(ground);
  if (wanted('e')) await overDraining(ground);
  if (wanted('i')) await overIssuing(ground);
  if (wanted('g')) await overReplicas(ground);
  if (wanted('f') || wanted('h')) await overBacklog(ground);
  await ground.stop();
  console.log(JSON.stringify(figures));
  status = 0;
} catch (error) {
  console.error(error);
} finally {
  await stopAll();
}
process.exit(status);
