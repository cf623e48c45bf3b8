import { createHash } from 'node:crypto';

/**
 * The source documents hold real people's names, addresses and numbers. None may appear here, so the
 * repository keeps only the first 16 hex digits of each word's SHA-256 (lower case): to notice, not to read.
 */
const withheld = new Set(
  `
  06d390704e8839e5 0c2b26cb644dc618 11f622e911f1aa94 12579f249948a14f 24964a2764be8975
  25b9e23c135e7996 2acedfb416fdd096 2b9c0c8ff957a2e3 2bf1e610d3f4ed16 2d1da56535907cc0
  2dcb4af3794b4618 2f692de0779aefd8 31f6410360d73372 333edc57cf74bec0 3921f27b71c63787
  3b3516aad1d9e72e 3b910f0946ee7e64 3c9c148ad140be58 3ca5cd302e994ad2 3cbaeb57c64020ee
  3ea6bc47a6277afe 3f8d40ad6a1d0038 3fbd0259da83058f 41c56f7fcec6b9e5 428e626f22d0273b
  4310b493d9194352 4501c40249d8e768 47cdd328122d8d50 4f5e33fc04295c1d 504872519767e469
  505b29a7ce168e29 52226b39fb5c013b 565485859f1c4e00 572b0a0aa93d8cf4 655c095bff00262e
  6627835f988e2c5e 6acac34da1c9d8bf 6ce0da42ccff9678 6e023d5104c1b221 72b672427a922abe
  730551f5bad4af06 7568121eb4fdfe54 7b3603606d882c50 81e1f159f67b8062 84f6986a1b011def
  853b4c663b11cc32 8895064c70540622 8b2fa4880d6a4664 8c1bda5e38ad443e 8d44418d471dac52
  8db0b6a1140c9ac8 9320ac7fba427267 98d9d59a907519c8 9c476b70dcca7059 9ca284f93230e50e
  9e953a232b94f006 a55962835682127b a7dbb766612e35d2 a8f8e2077d01aa74 ad5b391de4031dab
  b919b64c3fc27221 b9e67779b3418fcb ba4788b226aa8dc2 bbc267b199fab7bf bc8dcccd76d73b3a
  c7841de8258bd99a ca669d33965f570b ce8cf2b15e7cac6d cfbf2e26785e201c d00e83b6d2f860b8
  d17108747e922613 d3e894336ae7045b d4dbb5cdaab725df d79c206262887ce3 d85c3c99ad3ff3e8
  daef7b1c9bf3a363 e653f9144c5894d6 e75c29cfc0d2c607 e846bcbbde39ce77 e8f7404afbc9e65b
  ec1083beeed87d0a ec186be20cefc51c ec3620470529f114 f03a902de42509d9 f0f3a92f6994f1b5
  f1c45b88340d12a2 f3725533ce1468d8 f683740cded6680d fb9e9dd50ff54fe2 fe384adb7e67d54e
  ffc8a893622c8529
`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** True when the word (a surname, an e-mail address, a mail domain or a number) belongs to a real person. */
export function isWithheld(word: string): boolean {
  return withheld.has(createHash('sha256').update(word.toLowerCase()).digest('hex').slice(0, 16));
}

/** Every word, e-mail address, mail domain and long number of a text, to hold against the withheld ones. */
export function wordsOf(text: string): string[] {
  const addresses = text.match(/[\w.+-]+@[\w.-]+\w/g) ?? [];
  const domains = addresses.map((address) => address.slice(address.indexOf('@') + 1));
  const words = text.match(/\p{L}+|\d{6,}/gu) ?? [];
  return [...new Set([...addresses, ...domains, ...words].map((word) => word.toLowerCase()))];
}

/** The words of a text that belong to a real person; empty when the text may be published. */
export function withheldWordsIn(text: string): string[] {
  return wordsOf(text).filter(isWithheld);
}
