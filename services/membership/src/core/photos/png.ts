import { type Cleaned, damaged } from './clean.ts';

const signatureLength = 8;
// The picture and its colours. Texts, times, EXIF and whatever else a program adds are not among them.
const needed = new Set([
  'IHDR',
  'PLTE',
  'tRNS',
  'cHRM',
  'gAMA',
  'iCCP',
  'sBIT',
  'sRGB',
  'cICP',
  'bKGD',
  'pHYs',
  'IDAT',
  'IEND',
]);

/** A PNG (ISO/IEC 15948) without its texts; an animated one becomes its still picture. */
export const cleanPng = (bytes: Buffer): Cleaned => {
  const kept = [bytes.subarray(0, signatureLength)];
  let size: { width: number; height: number } | undefined;
  let filled = false;
  for (let at = signatureLength; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return damaged;
    const type = bytes.subarray(at + 4, at + 8).toString('latin1');
    if (!size && (type !== 'IHDR' || end - at !== 25)) return damaged;
    size ??= { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    filled ||= type === 'IDAT';
    if (needed.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') return filled ? { bytes: Buffer.concat(kept), ...size } : damaged;
    at = end;
  }
  return damaged;
};
