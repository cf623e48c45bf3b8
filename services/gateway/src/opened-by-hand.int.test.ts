import { readdir } from 'node:fs/promises';
import { apiPrefix, routeCatalogue } from '@skein/contracts';
import { builtPages } from '@skein/web';
import { expect, it, onTestFinished } from 'vitest';
import { buildGateway, GatewayConfig } from './index.ts';

const nowhere = 'http://127.0.0.1:9';

it('shows a page with a button to whoever opens the address by which a letter is stopped', async () => {
  const gateway = await buildGateway(
    GatewayConfig.parse({
      SKEIN_LOG_LEVEL: 'silent',
      SKEIN_MEMBERSHIP_URL: nowhere,
      SKEIN_MEETING_URL: nowhere,
      SKEIN_SURVEY_URL: nowhere,
      SKEIN_NOTIFICATION_URL: nowhere,
      SKEIN_INTAKE_URL: nowhere,
    }),
  );
  onTestFinished(() => gateway.close());
  const url = await gateway.listen({ host: '127.0.0.1', port: 0 });
  const opened = routeCatalogue.filter(({ openedAt }) => openedAt !== undefined);
  expect(opened.map(({ id }) => id).toSorted()).toEqual([
    'neverWriteAgain',
    'stopSurveyLetters',
    'unsubscribe',
  ]);
  const pages = await readdir(builtPages().pages);
  for (const { path, openedAt } of opened) {
    const address = `${url}${apiPrefix}${path.replace(':id', 'some-id')}?token=a.b`;
    const led = await fetch(address, { redirect: 'manual' });
    const location = led.headers.get('location') ?? '';
    expect([led.status, location.split('#')[0]]).toEqual([303, `/${openedAt}`]);
    expect(new URLSearchParams(location.split('#')[1]).get('token')).toBe('a.b');
    // A token with anything else in it leads nowhere but to our own page.
    const odd = await fetch(`${url}${apiPrefix}${path}?token=${encodeURIComponent('//else.example\r\n#')}`, {
      redirect: 'manual',
    });
    expect(odd.headers.get('location')?.startsWith(`/${openedAt}#`)).toBe(true);
    const page = await fetch(address);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(pages).toContain(`${openedAt}.html`);
    expect((await fetch(address, { method: 'HEAD', redirect: 'manual' })).status).toBe(303);
  }
});
