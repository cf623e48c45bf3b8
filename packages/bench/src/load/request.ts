/** What a load generator is told: whom to ask, how, and for how long. Passed as JSON in its first argument. */
export interface Load {
  readonly url: string;
  readonly path: string;
  readonly body: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second, at their own times whatever becomes of those before; without it each waits for its answer. */
  readonly rate?: number;
}

/** What a load generator found. */
export interface Found {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly statuses: Record<string, number>;
}

/** Where in a body its response id may be made unique: the last twelve characters of the id. */
export const placeOfId = (body: string): number => body.indexOf('"response":"') + '"response":"'.length + 24;

export const load: Load = JSON.parse(process.argv[2] ?? '{}');

// Ids of other runs begin otherwise.
let made = Math.floor(Math.random() * 2 ** 16) * 2 ** 32;

/** The next twelve hexadecimal characters that no id of this run has. */
export const nextSuffix = (): string => {
  made += 1;
  return made.toString(16).padStart(12, '0');
};
