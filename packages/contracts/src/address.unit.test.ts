import { describe, expect, it } from 'vitest';
import { EmailAddress } from './address.ts';

describe('an e-mail address', () => {
  it.each([
    ['Info@Bücher.example', 'info@xn--bcher-kva.example'],
    ['info@xn--h1alffa9f.xn--p1ai', 'info@xn--h1alffa9f.xn--p1ai'],
    ['info@россия.рф', 'info@xn--h1alffa9f.xn--p1ai'],
    ['r&d@example.org', 'r&d@example.org'],
    ['a/b@example.org', 'a/b@example.org'],
    ["o'hara+news@mail.example.org", "o'hara+news@mail.example.org"],
    ['\u200bada@example.org\u00a0', 'ada@example.org'],
    ['\u202aada@example.org\u202c', 'ada@example.org'],
  ])('%j is kept as %s, whichever way it is typed', (typed, kept) => {
    expect(EmailAddress.parse(typed)).toBe(kept);
    expect(EmailAddress.parse(kept)).toBe(kept);
  });

  it.each([
    ['ada lovelace@example.org', 'holds a space as character 4'],
    ['ada\u00a0l@example.org', 'holds a no-break space (U+00A0) as character 4'],
    ['ada@exam\u200bple.org', 'holds a character that cannot be seen (U+200B) as character 9'],
    ['ünal@example.org', 'before the @'],
    ...[
      'ada',
      'ada@',
      '@example.org',
      'ada@example',
      'a..b@example.org',
      '.a@example.org',
      'a@b@example.org',
    ].map((address): [string, string] => [address, 'is not an e-mail address']),
    ...['ada@-x.example', 'ada@127.0.0.1', 'ada@example.org/x', 'ada@exämple.org/x', 'ada@ex%41mple.org'].map(
      (address): [string, string] => [address, 'is not an e-mail address'],
    ),
    [`${'a'.repeat(250)}@example.org`, ''],
  ])('%j is none, and it is said why', (typed, why) => {
    const { success, error } = EmailAddress.safeParse(typed);
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).toContain(why);
  });
});
