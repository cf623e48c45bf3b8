// Both are bounded by what they cannot contain, so that a hostile letter costs no more than its length.
const HREF = /<a\s[^<>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/gi;
const ADDRESS_IN_TEXT = /https?:\/\/[^\s<>"'\]]{1,2000}/g;
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');

const unescaped = (attribute: string): string =>
  attribute.replace(ENTITY, (_, hex?: string, decimal?: string, name?: string) =>
    name === undefined
      ? character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
      : (NAMED[name.toLowerCase()] ?? ''),
  );

/** The addresses a letter links to, once each: its HTML's anchors, then its text's http(s) addresses. */
export const linksIn = (html: string | null, text: string | null): string[] => {
  const anchors = Array.from((html ?? '').matchAll(HREF), ([, double, single, bare]) =>
    unescaped(double ?? single ?? bare ?? '').trim(),
  );
  // A full stop or bracket after an address belongs to the sentence around it.
  const plain = Array.from((text ?? '').matchAll(ADDRESS_IN_TEXT), ([address]) =>
    address.replace(/[.,;:!?)]+$/, ''),
  );
  return [...new Set([...anchors, ...plain])].filter((link) => link !== '');
};
