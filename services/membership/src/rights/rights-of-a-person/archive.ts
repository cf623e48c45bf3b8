import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { type HeldSection, notInExport } from './decide.ts';
import { pageOf } from './html.ts';

/** A picture in the archive, which its page shows. */
export interface Picture {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** The archive of what is held of a person: for programs, to read, and their photo. */
export const archiveOf = (
  whose: { readonly person: string; readonly network: string },
  sections: readonly HeldSection[],
  photo: Picture | undefined,
  now: Date,
): Readable => {
  const at = now.toISOString();
  const data = { ...whose, at, sections, notes: notInExport };
  const page = pageOf(sections, notInExport, at, photo?.fileName);
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(data, null, 2)), 'data.json', { mtime: now });
  zip.addBuffer(Buffer.from(page), 'index.html', { mtime: now });
  if (photo) zip.addBuffer(photo.bytes, photo.fileName, { mtime: now });
  zip.end();
  return new Readable().wrap(zip.outputStream);
};
