import { expect, test } from 'vitest';
import { natsPermissions } from './permissions.ts';

test('a service publishes its own events and fills its own buckets, and hears what is asked of it', () => {
  const { publish, subscribe } = natsPermissions('skein', 'membership');
  expect(publish.allow).toEqual(
    expect.arrayContaining(['skein.*.membership.>', '$KV.MEMBERS.>', '$KV.JWKS.membership.>']),
  );
  expect(publish.allow).not.toContain('skein.*.survey.>');
  expect(publish.deny).toContain('$JS.API.STREAM.PURGE.SURVEY_INTAKE');
  expect(subscribe.allow).toEqual(
    expect.arrayContaining(['_INBOX.membership.>', 'skein.*.ask.membership.>', 'skein.*.ask.digest.>']),
  );
  expect(subscribe.allow).not.toContain('skein.*.ask.survey.>');
});

test('survey alone empties the queue of responses, and nothing else', () => {
  const { publish } = natsPermissions('skein', 'survey');
  expect(publish.deny).not.toContain('$JS.API.STREAM.PURGE.SURVEY_INTAKE');
  expect(publish.deny).toContain('$JS.API.STREAM.PURGE.SURVEY_EVENTS');
});
