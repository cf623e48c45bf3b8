import { createHash } from 'node:crypto';

/** The id of a response: the same whenever the file is read again, and telling nothing of where in it it stood. */
export const responseId = (secret: string, line: number): string => {
  const hash = createHash('sha256').update(`${secret} past ${line}`).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
};
