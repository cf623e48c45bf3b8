import type { Reader } from '@skein/service-kit';
import { deleteFile } from './file-store.ts';
import { removeProblems, removeStaged } from './staged-store.ts';
import { forgetBatches } from './taken-in-store.ts';

/** Deletes what an import staged: its rows, and its file; its problems too unless they are still to be read. */
export const forgetStaged = async (reader: Reader, id: string, keepProblems: boolean): Promise<void> => {
  await removeStaged(reader, id);
  await deleteFile(reader, id);
  await forgetBatches(reader, id);
  if (!keepProblems) await removeProblems(reader, id);
};
