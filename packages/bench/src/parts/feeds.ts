import { median, rounded } from '../statistics.ts';
import { ask, type Lanes, perSecond } from './crowd.ts';

/** Polls of one feed that is as it was, a second: ours by turns with a bare server's, with the tag and without. */
export const measurePolls = async (
  { ours, bare, etag }: { readonly ours: string; readonly bare: string; readonly etag: string },
  lanes: Lanes,
  rounds: number,
) => {
  const poll = (url: string, known: boolean) => (): Promise<void> =>
    ask(url, known ? { 'if-none-match': etag } : {}).then(({ status }) => {
      if (status !== (known ? 304 : 200)) throw new Error(`a poll was answered with ${status}`);
    });
  const found = { whole: [] as number[], known: [] as number[] };
  // The first one warms up the servers.
  for (let round = 0; round <= rounds; round += 1)
    for (const [kind, known] of [
      ['whole', false],
      ['known', true],
    ] as const) {
      const beside = await perSecond(lanes, poll(bare, known));
      const own = await perSecond(lanes, poll(ours, known));
      if (round > 0) found[kind].push(own / beside);
    }
  return {
    feed_over_static: rounded(median(found.whole)),
    unchanged_feed_over_static: rounded(median(found.known)),
  };
};

/** Milliseconds in which the coming meetings are listed at best: what else the machine does weighs least there. */
export const listingMs = async (url: string, times: number): Promise<number> => {
  const all: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    const { status } = await ask(url);
    if (status !== 200) throw new Error(`a listing was answered with ${status}`);
    all.push(performance.now() - began);
  }
  return rounded(Math.min(...all));
};
