/** What may be said of something that comes over a connection. */
export interface Coming {
  /** The address it is counted under. */
  readonly origin: string;
  /** Bytes so far. */
  moved(): number;
  /** Ends it, since it came too slowly, or since too many from its address do. */
  end(why: 'too-slow' | 'too-many'): void;
}

export interface Pace {
  /** In so many milliseconds something comes at the least rate, or is ended. */
  readonly windowMs: number;
  /** Bytes a second. A phone on a bad line has this. */
  readonly leastRate: number;
  /** From when something counts as slow, in milliseconds, and how many slow ones an address may have at once. */
  readonly slowAfterMs: number;
  readonly slowFromOne: number;
}

/** A hospital stands behind one address, but its people are not all on a bad line at once. */
export const usualPace: Pace = {
  windowMs: 15_000,
  leastRate: 8 * 1024,
  slowAfterMs: 1_000,
  slowFromOne: 64,
};

interface Mark {
  readonly since: number;
  at: number;
  moved: number;
  isSlow: boolean;
}

export interface Watch {
  /** Watches until what it gives is called. */
  watch(coming: Coming): () => void;
  stop(): void;
}

/** Ends what comes too slowly, so that a byte now and then holds nothing for long. */
export const startWatch = ({ windowMs, leastRate, slowAfterMs, slowFromOne }: Pace): Watch => {
  const marks = new Map<Coming, Mark>();
  const slow = new Map<string, number>();

  const forget = (coming: Coming): void => {
    const mark = marks.get(coming);
    if (!mark) return;
    marks.delete(coming);
    if (!mark.isSlow) return;
    const left = (slow.get(coming.origin) ?? 1) - 1;
    if (left > 0) slow.set(coming.origin, left);
    else slow.delete(coming.origin);
  };

  const end = (coming: Coming, why: 'too-slow' | 'too-many'): void => {
    forget(coming);
    coming.end(why);
  };

  /** Whether it may go on, as far as the number of slow ones from its address is concerned. */
  const hasPlace = ({ origin }: Coming, mark: Mark, now: number): boolean => {
    if (mark.isSlow || now - mark.since <= slowAfterMs) return true;
    const already = slow.get(origin) ?? 0;
    if (already >= slowFromOne) return false;
    mark.isSlow = true;
    slow.set(origin, already + 1);
    return true;
  };

  const isFast = (coming: Coming, mark: Mark, now: number): boolean => {
    if (now - mark.at < windowMs) return true;
    const moved = coming.moved();
    if (moved - mark.moved < (leastRate * windowMs) / 1000) return false;
    Object.assign(mark, { at: now, moved });
    return true;
  };

  const look = (): void => {
    const now = performance.now();
    for (const [coming, mark] of marks) {
      if (!hasPlace(coming, mark, now)) end(coming, 'too-many');
      else if (!isFast(coming, mark, now)) end(coming, 'too-slow');
    }
  };

  const looking = setInterval(look, Math.min(250, windowMs / 4));
  looking.unref();
  return {
    watch: (coming) => {
      const now = performance.now();
      marks.set(coming, { since: now, at: now, moved: 0, isSlow: false });
      return () => forget(coming);
    },
    stop: () => clearInterval(looking),
  };
};
