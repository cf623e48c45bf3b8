import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { assign, changeRole, defineRole, mostHolders, type RoleText, retireRole } from './decide.ts';
import type { RoleRow } from './row.ts';

const now = new Date('2026-11-23T12:00:00Z');
const text = (name: string, over: Partial<RoleText> = {}): RoleText => ({
  community: 'c1',
  name,
  purpose: '',
  accountabilities: [],
  tasks: [],
  reportsTo: null,
  ...over,
});
const role = (name: string, over: Partial<RoleText> = {}): RoleRow => ({
  _id: name,
  network: 'testing',
  version: 1,
  ...text(name, over),
});

const host = role('Host');
const scribe = role('Scribe', { reportsTo: 'Host' });
const weaver = role('Weaver', { reportsTo: 'Scribe' });

describe('a role', () => {
  it('is defined once by its name, where it is', () => {
    expect(defineRole(text('Guide'), [host], 'testing', 'g')).toMatchObject({ _id: 'g', version: 1 });
    expect(defineRole(text('host'), [host], 'testing', 'g')).toMatchObject({
      refused: 'already-exists',
      errors: [{ pointer: '#/name' }],
    });
    expect(isRefusal(defineRole(text('Host', { community: 'c2' }), [host], 'testing', 'g'))).toBe(false);
    expect(isRefusal(defineRole(text('Host'), [{ ...host, retiredAt: now }], 'testing', 'g'))).toBe(false);
  });

  it('reports to a role of its own community, or of the network', () => {
    const ofNetwork = role('Steward', { community: null });
    const elsewhere = role('Other', { community: 'c2' });
    const all = [ofNetwork, elsewhere, { ...host, retiredAt: now }];
    const define = (reportsTo: string, community: string | null = 'c1') =>
      defineRole(text('Guide', { reportsTo, community }), all, 'testing', 'g');
    expect(isRefusal(define('Steward'))).toBe(false);
    expect(define('Other')).toMatchObject({
      refused: 'unknown-reference',
      errors: [{ pointer: '#/reportsTo' }],
    });
    expect(define('Other', null)).toMatchObject({ refused: 'unknown-reference' });
    expect(define('Nobody')).toMatchObject({ refused: 'unknown-reference' });
    expect(define('Host')).toMatchObject({ refused: 'conflict', errors: [{ pointer: '#/reportsTo' }] });
  });

  it('does not come to report to itself, and says by which way it would', () => {
    const all = [host, scribe, weaver];
    expect(changeRole(host, { reportsTo: 'Weaver' }, all)).toMatchObject({
      refused: 'conflict',
      detail: 'Roles would report to each other in a circle: Host → Weaver → Scribe → Host.',
      errors: [{ pointer: '#/reportsTo', detail: 'closes the circle Host → Weaver → Scribe → Host' }],
    });
    expect(changeRole(host, { reportsTo: 'Host' }, all)).toMatchObject({
      detail: expect.stringContaining('Host → Host'),
    });
    expect(changeRole(weaver, { reportsTo: 'Host' }, all)).toMatchObject({ row: { reportsTo: 'Host' } });
    expect(changeRole(weaver, { reportsTo: null }, all)).toMatchObject({ row: { reportsTo: null } });
  });

  it('is retired once nothing reports to it, and then stays as it was', () => {
    expect(retireRole(host, [scribe], now)).toMatchObject({
      refused: 'conflict',
      detail: expect.stringContaining('“Scribe”'),
    });
    const retired = retireRole(host, [{ ...scribe, retiredAt: now }], now) as RoleRow;
    expect(retired).toMatchObject({ version: 2, retiredAt: now });
    expect(changeRole(retired, { name: 'Guest' }, [])).toMatchObject({ refused: 'conflict' });
    expect(retireRole(retired, [], now)).toMatchObject({ refused: 'conflict' });
    expect(assign(retired, 'p', { holders: [], belongs: true }, now, 'h')).toMatchObject({
      refused: 'conflict',
    });
  });

  it('is held by members, by each once', () => {
    const holding = { _id: 'h', network: 'testing', role: 'Host', person: 'p', from: now };
    expect(assign(host, 'p', { holders: [], belongs: true }, now, 'h')).toEqual({
      role: { ...host, version: 2 },
      holding,
    });
    expect(assign(host, 'p', { holders: [holding], belongs: true }, now, 'i')).toMatchObject({
      refused: 'already-exists',
      errors: [{ pointer: '#/person' }],
    });
    expect(assign(host, 'q', { holders: [holding], belongs: false }, now, 'i')).toMatchObject({
      refused: 'unknown-reference',
    });
    const holders = Array.from({ length: mostHolders }, () => holding);
    expect(assign(host, 'q', { holders, belongs: true }, now, 'i')).toMatchObject({ refused: 'conflict' });
  });
});
