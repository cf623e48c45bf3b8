import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const [br, gz] = [promisify(brotliCompress), promisify(gzip)];

/** Nearly as small as it gets, in a tenth of the time that the last percent would take. */
const quality = 9;

/** Puts beside each text of a folder what it is compressed, so that a server only picks the one that is asked for. */
export const compressAll = async (folder: string): Promise<void> => {
  const texts = (await readdir(folder)).filter((name) => /\.(?:js|css|svg)$/.test(name));
  await Promise.all(
    texts.map(async (name) => {
      const path = join(folder, name);
      const text = await readFile(path);
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_SIZE_HINT]: text.byteLength,
      };
      await writeFile(`${path}.br`, await br(text, { params }));
      await writeFile(`${path}.gz`, await gz(text, { level: quality }));
    }),
  );
};
