import { ConsentPurpose } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { letterKinds, lettersAwaited, notification } from './app.ts';
import { checkAwaited } from './delivery/awaited/capability.ts';
import { kindsOf } from './delivery/ledger/kind.ts';
import { accentsOf } from './delivery/wording/colour.ts';

/** Every text in a letter's values, however deep. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('=', '&#x3D;').replaceAll("'", '&#x27;');

/** A text as it can be found however its lines are broken. */
const flat = (text: string): string => text.replace(/\s+/g, ' ');

const head = {
  name: 'Kestrel & friends',
  sender: 'Kestrel',
  privacy: 'https://network.example.org/privacy',
  ...accentsOf(178),
};

const wordings = [...letterKinds, ...lettersAwaited].flatMap(({ name, wordings: of }) =>
  of.flatMap((wording, place) =>
    wording.examples.map((example, index) => ({
      name: `${name}, wording ${place + 1}, example ${index + 1}`,
      wording,
      example,
    })),
  ),
);

describe('every letter', () => {
  it.each([...letterKinds, ...lettersAwaited])('$name says on what ground it goes', ({ ground }) => {
    if ('consent' in ground)
      expect(ConsentPurpose.options).toEqual(expect.arrayContaining([ground.consent].flat()));
    else expect(ground.service).toMatch(/\w+ \w+/);
  });

  it.each([...letterKinds, ...lettersAwaited])('$name can be looked at', ({ wordings: of }) => {
    expect(of.length).toBeGreaterThan(0);
    for (const { examples } of of) expect(examples.length).toBeGreaterThan(0);
  });

  it.each(wordings)('$name: is composed, with nothing left open', ({ wording, example }) => {
    expect(wording.needs.parse(example)).toEqual(example);
    const { subject, html, text } = wording.compose(example)(head);
    expect(subject.trim()).not.toBe('');
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).toContain('<h1>');
    for (const part of [subject, html, text])
      expect(part).not.toMatch(/\{\{|\}\}|%LETTER%|%FOOT%|undefined|\[object|href=""/);
    expect(text).not.toMatch(/<\w+|&\w+;/);
    // Each link of the plain part says what it opens.
    expect(text).not.toMatch(/\n\nhttps?:\S+\n/);
    for (const value of [...textsIn(example), head.name, head.privacy]) {
      expect(flat(html)).toContain(inHtml(value));
      expect(flat(text)).toContain(value);
    }
  });
});

describe('the kinds of letters', () => {
  it('are told apart by name, and each has its place', () => {
    const [one] = letterKinds;
    if (!one) throw new Error('there are no kinds');
    expect(() => kindsOf([one, { ...one, urgency: 99 }])).toThrow(`have the name ${one.name}`);
    expect(() => kindsOf([one, { ...one, name: 'another' }])).toThrow(`have the urgency ${one.urgency}`);
    const order = kindsOf(letterKinds).mostUrgentFirst.map(({ name }) => name);
    expect(order.at(0)).toBe('welcome');
    expect(order.at(-1)).toBe('digest');
  });

  it('are those that the contract lets others ask for, where somebody waits', () => {
    expect(() => checkAwaited(lettersAwaited.slice(1))).toThrow('no capability declares');
    expect(() => checkAwaited([...lettersAwaited, { name: 'greeting' }])).toThrow('greeting');
    expect(() => checkAwaited([...lettersAwaited, ...lettersAwaited.slice(0, 1)])).toThrow('nobody can ask');
  });

  it('belong to capabilities of different names', () => {
    const names = notification.capabilities.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
