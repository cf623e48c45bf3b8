/** Keeps the letters' bytes, trace headers included. */
export interface LetterStore {
  /** Resolves once the letter is as safe as this store makes it; letters become safe in the order given. */
  keep(id: string, bytes: Buffer): Promise<void>;
  /** The bytes, or undefined when there is no such letter. */
  read(id: string): Promise<Buffer | undefined>;
  remove(ids: readonly string[]): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** Letters in memory, gone with the process. */
export const memoryStore = (): LetterStore => {
  const letters = new Map<string, Buffer>();
  return {
    keep: async (id, bytes) => void letters.set(id, bytes),
    read: async (id) => letters.get(id),
    remove: async (ids) => {
      for (const id of ids) letters.delete(id);
    },
    close: async () => {},
  };
};
