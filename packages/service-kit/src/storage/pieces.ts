/** How much of a file one row holds: little, since it is in memory as the driver gives it and once more as it is read. */
export const pieceBytes = 256 * 1024;

/** The pieces of a stream, cut to the size that they are kept in. */
export async function* piecesOf(upload: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const part of upload) {
    held.push(part);
    bytes += part.length;
    if (bytes < pieceBytes) continue;
    let all = Buffer.concat(held);
    for (; all.length >= pieceBytes; all = all.subarray(pieceBytes)) yield all.subarray(0, pieceBytes);
    held = [all];
    bytes = all.length;
  }
  if (bytes) yield Buffer.concat(held);
}

/** The bytes of a kept file from `start` up to `end`, piece by piece; no cursor waits for a slow reader. */
export async function* bytesBetween(
  start: number,
  end: number,
  pieceAt: (place: number) => Promise<{ readonly buffer: Uint8Array }>,
): AsyncGenerator<Buffer> {
  const last = Math.ceil(end / pieceBytes);
  for (let at = Math.floor(start / pieceBytes); at < last; at += 1) {
    const { buffer } = await pieceAt(at);
    const from = Math.max(0, start - at * pieceBytes);
    yield Buffer.from(buffer).subarray(from, end - at * pieceBytes);
  }
}
