import { statfs } from 'node:fs/promises';

/** What servers need to start: their logs, journals and pid files. */
const enoughBytes = 64 * 1024 ** 2;

/** Whether there is room for a server to work in a folder; yes where the machine does not tell. */
export async function hasRoom(dir: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(dir);
    return bavail * bsize >= enoughBytes;
  } catch {
    return true;
  }
}
