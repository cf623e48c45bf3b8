import { bucketCatalogue, follows, natsPermissions, type ServiceName, serviceNames } from '@skein/contracts';
import { meeting } from '@skein/meeting';
import { membership } from '@skein/membership';
import { notification } from '@skein/notification';
import type { Capability } from '@skein/service-kit';
import { survey, surveyIntake, surveyWorker } from '@skein/survey';
import { describe, expect, it } from 'vitest';

const processes = [membership, meeting, survey, surveyIntake, surveyWorker, notification];

/** Stands for a context: consumers are declared from one, and use it only once they run. */
const anything: unknown = new Proxy(() => anything, {
  get: (_of, name) => (name === Symbol.iterator ? undefined : anything),
});

/** The streams that the consumers of a service read. */
const streamsRead = (service: ServiceName): string[] => {
  const context = new Proxy({ service }, { get: (of, name) => (name === 'service' ? of.service : anything) });
  const capabilities = processes
    .filter(({ name }) => name === service)
    .flatMap((process) => process.capabilities as readonly Capability[]);
  const declared = capabilities.flatMap((one) => [
    ...(one.consumers?.(context as never) ?? []),
    ...(one.readModels?.(context as never) ?? []).map(({ consumer }) => consumer),
  ]);
  // What is held of people is followed from membership, by every service.
  return [...new Set([...declared.map(({ stream }) => stream('skein')), 'MEMBERSHIP_EVENTS'])].toSorted();
};

describe.each(serviceNames)('%s', (service) => {
  it('follows what its consumers read, and nothing else', () => {
    const { events, buckets } = follows[service];
    const own = [`${service.toUpperCase()}_EVENTS`, 'SURVEY_INTAKE'];
    const said = [
      ...events.map((name) => `${name.toUpperCase()}_EVENTS`),
      ...buckets.map((name) => `KV_${name}`),
    ];
    expect(said.toSorted()).toEqual(streamsRead(service).filter((stream) => !own.includes(stream)));
  });

  it('publishes its own events and fills its own buckets, and hears what is asked of it', () => {
    const { publish, subscribe } = natsPermissions('skein', service);
    const others = serviceNames.filter((name) => name !== service);
    expect(publish.allow).toEqual(expect.arrayContaining([`$KV.JWKS.${service}.>`]));
    for (const other of others) {
      expect(publish.allow).not.toContain(`skein.*.${other}.>`);
      expect(subscribe.allow).not.toContain(`skein.*.ask.${other}.>`);
    }
    expect(subscribe.allow).toEqual(
      expect.arrayContaining([`_INBOX.${service}.>`, `skein.*.ask.${service}.>`, 'skein.*.ask.digest.>']),
    );
  });
});

it('nobody changes a stream or takes one away, and survey alone empties one, the queue of responses', () => {
  const asked = serviceNames.flatMap((service) => natsPermissions('skein', service).publish.allow);
  expect(
    asked.filter((subject) => /^\$JS\.API\.(>|STREAM\.(>|UPDATE|DELETE|RESTORE|SNAPSHOT))/.test(subject)),
  ).toEqual([]);
  expect(asked.filter((subject) => subject.includes('.PURGE.'))).toEqual([
    '$JS.API.STREAM.PURGE.SURVEY_INTAKE',
  ]);
});

it('every bucket is some service’s to fill', () => {
  const asked = serviceNames.flatMap((service) => natsPermissions('skein', service).publish.allow);
  for (const { name } of bucketCatalogue('skein'))
    expect(asked.filter((subject) => subject.startsWith(`$KV.${name}.`)).length).toBeGreaterThan(0);
});
