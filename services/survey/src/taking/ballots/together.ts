/**
 * Does for many at once what each asks for: what comes in one turn of the event loop, or while `work` is under way,
 * shares its next turn. `work` answers in the order of the items; where it fails, all of its items do. Undefined where
 * `waiting` wait already.
 */
export const together = <I, O>(
  work: (items: readonly I[]) => Promise<readonly O[]>,
  { most, underWay, waiting: room }: { readonly [K in 'most' | 'underWay' | 'waiting']: number },
): ((item: I) => Promise<O> | undefined) => {
  interface Waiting {
    readonly item: I;
    resolve(output: O): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let busy = 0;

  const turn = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const outputs = await work(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(outputs[index] as O);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  let isDue = false;
  const pumpSoon = (): void => {
    if (isDue || busy >= underWay) return;
    isDue = true;
    setImmediate(pump);
  };

  const pump = (): void => {
    isDue = false;
    while (busy < underWay && waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      busy += 1;
      void turn(batch).then(() => {
        busy -= 1;
        pumpSoon();
      });
    }
  };

  return (item) => {
    if (waiting.length >= room) return undefined;
    return new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      pumpSoon();
    });
  };
};
