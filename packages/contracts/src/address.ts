import { z } from 'zod';

// What a copied address brings along and nobody sees; the no-break spaces too.
const unseen = String.raw`[\s\u{00ad}\u{200b}-\u{200f}\u{2060}\u{feff}\u{202a}-\u{202e}\u{2066}-\u{2069}]`;
const around = new RegExp(`^${unseen}+|${unseen}+$`, 'gu');
const inside = new RegExp(unseen, 'u');
/** What means something else in a URL, and so is in no host of an address. */
const notHost = /[/?#\\:@%[\]]/;

const asciiHost = (host: string): string => {
  if (notHost.test(host) || inside.test(host)) return host;
  try {
    return new URL(`http://${host}`).hostname || host;
  } catch {
    return host;
  }
};

/** An address as it is kept: in lower case, its host as the name system has it, so that one address is one person. */
const canonical = (value: string): string => {
  const address = value.replaceAll(around, '').toLowerCase();
  const at = address.lastIndexOf('@');
  if (at < 0) return address;
  const host = address.slice(at + 1);
  return `${address.slice(0, at)}@${/^[\u0021-\u007e]*$/.test(host) ? host : asciiHost(host)}`;
};

// All that RFC 5321 lets stand before the @ without quotes, and a host of at least two names.
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const local = String.raw`[a-z0-9!#$%&'*+/=?^_\`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_\`{|}~-]+)*`;
const pattern = new RegExp(`^${local}@(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`);

const called = (character: string): string => {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (character === ' ') return 'a space';
  if (character === '\u00a0' || character === '\u202f') return `a no-break space (${code})`;
  return /\s/.test(character) ? `a kind of space (${code})` : `a character that cannot be seen (${code})`;
};

/** Why a text is no address, for people. */
const whyNot = (address: string): string => {
  const hidden = inside.exec(address);
  if (hidden) {
    // Its place, and not what stands before it: a problem quotes nobody.
    return `holds ${called(hidden[0])} as character ${hidden.index + 1}; take it out`;
  }
  const at = address.lastIndexOf('@');
  if (at > 0 && /[^\u0021-\u007e]/.test(address.slice(0, at)))
    return 'has letters before the @ that not every mail server takes; use an address without accents there';
  return 'is not an e-mail address';
};

/** An e-mail address, with a host in any script. */
export const EmailAddress = z
  .string()
  .overwrite(canonical)
  .max(254)
  .email({ pattern, error: ({ input }) => whyNot(String(input)) });
