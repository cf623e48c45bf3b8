import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type Actor,
  defaultBodyLimit,
  destinationOf,
  EmailAddress,
  eventCatalogue,
  eventSubject,
  line,
  may,
  mayAnywhere,
  paragraphs,
  rights,
  routeCatalogue,
  streamCatalogue,
} from './index.ts';

const person = '01900000-0000-7000-8000-000000000001';
const mine = '01900000-0000-7000-8000-00000000000a';
const theirs = '01900000-0000-7000-8000-00000000000b';
const actor = (over: Partial<Actor> = {}): Actor => ({
  person,
  network: 'testing',
  roles: [],
  communities: {},
  ...over,
});

describe('rights', () => {
  it('are the network’s for network roles, whatever the community', () => {
    expect(may(actor({ roles: ['admin'] }), 'meeting.plan', { community: theirs })).toBe(true);
    expect(may(actor({ roles: ['steering'] }), 'meeting.plan', { community: theirs })).toBe(false);
  });

  it('are the community’s only there', () => {
    const facilitator = actor({ communities: { [mine]: 'facilitator' } });
    expect(may(facilitator, 'community.edit', { community: mine })).toBe(true);
    expect(may(facilitator, 'community.edit', { community: theirs })).toBe(false);
    expect(may(facilitator, 'community.edit')).toBe(false);
    expect(mayAnywhere(facilitator, 'community.edit')).toBe(true);
  });

  it('cover oneself where the table says so, and guests nowhere', () => {
    expect(may(actor(), 'people.edit', { person })).toBe(true);
    expect(may(actor(), 'people.edit', { person: theirs })).toBe(false);
    expect(may(actor({ communities: { [mine]: 'guest' } }), 'meeting.read', { community: mine })).toBe(false);
  });

  it('are refused to visitors but for what is public', () => {
    const open = Object.keys(rights).filter((right) => may(undefined, right as keyof typeof rights));
    expect(open).toEqual(['public']);
  });
});

describe('the route catalogue', () => {
  it('ask for a fresh sign-in where they change something as somebody, and the page on signing in says which', () => {
    const page = readFileSync(new URL('../../../docs/signing-in.md', import.meta.url), 'utf8');
    const fresh = routeCatalogue.filter((route) => route.fresh);
    expect(fresh.length).toBeGreaterThan(5);
    for (const { id, method, path, right } of fresh) {
      expect({ id, changes: method !== 'GET' && right !== 'public' }).toEqual({ id, changes: true });
      expect(page).toContain(`${method} ${path.replace(/:\w+/g, 'ID')}\``);
    }
  });

  it('has each operation and each address once', () => {
    const ids = routeCatalogue.map(({ id }) => id);
    const addresses = routeCatalogue.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('leads every operation to the process that serves it', () => {
    for (const { method, path, service, process, bodyLimit } of routeCatalogue) {
      expect(destinationOf(method, path.replaceAll(/:\w+/g, mine))).toEqual({
        service,
        process: process ?? 'api',
        bodyLimit: bodyLimit ?? defaultBodyLimit,
      });
    }
    expect(destinationOf('GET', '/nothing')).toBeUndefined();
    expect(destinationOf('DELETE', `/communities/${mine}/unknown`)).toEqual({
      service: 'membership',
      process: 'api',
      bodyLimit: defaultBodyLimit,
    });
  });

  it('asks for the version of what every edit changes', () => {
    for (const { id, method, ifMatch } of routeCatalogue) {
      // A response has one author, who counts its changes up; the intake, which takes them, has no state to compare.
      if (id === 'changeResponse') continue;
      // An answer to a meeting is one person’s alone, and their last one counts.
      if (id === 'answerMeeting') continue;
      if (method === 'PATCH' || method === 'PUT') expect(`${id} ${ifMatch}`).toBe(`${id} true`);
    }
  });
});

describe('a reply with a secret', () => {
  const fieldsOf = (schema: unknown): string[] => {
    if (typeof schema !== 'object' || schema === null) return [];
    const { properties = {} } = schema as { properties?: object };
    return [...Object.keys(properties), ...Object.values(schema).flatMap(fieldsOf)];
  };

  it('is declared as one, so that it is not kept', () => {
    const undeclared = routeCatalogue.filter(({ reply, secret }) => {
      const shown = z.toJSONSchema(reply, { unrepresentable: 'any' });
      return !secret && fieldsOf(shown).some((field) => /token|secret|password/i.test(field));
    });
    expect(undeclared.map(({ id }) => id)).toEqual([]);
  });
});

describe('the event catalogue', () => {
  it('gives every event a subject that exactly one stream stores', () => {
    const matches = (filter: string, subject: string) =>
      new RegExp(`^${filter.replaceAll('.', '\\.').replaceAll('*', '[^.]+').replace(/>$/, '.+')}$`).test(
        subject,
      );
    for (const definition of eventCatalogue.values()) {
      const subject = eventSubject('skein', 'testing', definition);
      const streams = streamCatalogue('skein').filter(({ subjects }) =>
        subjects.some((filter) => matches(filter, subject)),
      );
      expect(streams.map(({ name }) => name)).toEqual([`${definition.service.toUpperCase()}_EVENTS`]);
    }
  });

  it('carries neither names nor addresses of people', () => {
    for (const { type, data } of eventCatalogue.values()) {
      const fields = Object.keys((data as never as { shape: object }).shape);
      expect(
        fields.filter((field) => /mail|phone|answers|token/i.test(field)),
        type,
      ).toEqual([]);
    }
  });
});

describe('text', () => {
  it.each([['a\u0000b'], ['a\u202eb'], ['a\u2066b'], ['a\nb'], ['   ']])('refuses %j in a line', (text) => {
    expect(line().safeParse(text).success).toBe(false);
  });

  it('takes lines, tabs and any script in paragraphs, but no hidden directions', () => {
    expect(paragraphs().safeParse('á\tб\r\n中 😀 עברית').success).toBe(true);
    expect(paragraphs().safeParse('a\u202eb').success).toBe(false);
    expect(paragraphs().safeParse('a\u0007b').success).toBe(false);
  });

  it('makes one address of every way to write it', () => {
    expect(EmailAddress.parse('Ada@Example.ORG')).toBe('ada@example.org');
  });
});
