import { text } from 'node:stream/consumers';
import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import type { News } from './decide.ts';
import { Followers } from './followers.ts';

const actor = (person = 'ada', session = `${person}'s`) => ({
  ...{ person, session, network: 'testing', roles: [], communities: {} },
});

const news = (id: string, over: Partial<News> = {}): News => ({
  ...{ id, network: 'testing', kinds: ['communities'], isOpen: true, ids: new Set(), changesRoles: false },
  ...over,
});

const follow = (followers: Followers, who = actor(), heard?: string) => {
  const stream = followers.follow(who, heard);
  if (isRefusal(stream)) throw new Error(stream.detail);
  return { stream, all: text(stream) };
};

describe('those who follow', () => {
  it('are told of many changes at once, with what they go on from', async () => {
    const followers = new Followers();
    const { all } = follow(followers);
    followers.hear(news('1'), 0);
    followers.hear(news('2', { kinds: ['network'] }), 0);
    followers.tell();
    followers.tell();
    followers.stop();
    expect(await all).toBe(
      'event: here\ndata: {}\n\nid: 2\nevent: changed\ndata: {"kinds":["communities","network"]}\n\n',
    );
    expect(followers.count).toBe(0);
  });

  it('hear after an interruption what they missed, or that they may have missed anything', async () => {
    const followers = new Followers();
    followers.hear(news('1', { kinds: ['votes'] }), 0);
    followers.hear(news('2'), 9_000);
    followers.hear(news('3', { kinds: ['network'] }), 10_000);
    const [known, unknown] = [follow(followers, actor(), '2'), follow(followers, actor(), 'gone')];
    followers.tell();
    followers.stop();
    expect(await known.all).toContain('"kinds":["communities","network"]');
    expect(await unknown.all).toContain('event: anew');
  });

  it('are no more once their session is, or once they are another than it says', async () => {
    const followers = new Followers();
    const [ada, ben] = [follow(followers), follow(followers, actor('ben'))];
    followers.keepOnly('testing', new Set(["ben's"]));
    expect(await ada.all).toContain('event: over');
    followers.hear(news('1', { ids: new Set(['ben']), changesRoles: true }), 0);
    expect(await ben.all).toContain('event: over');
    expect(followers.count).toBe(0);
  });

  it('are bounded, and whoever does not read is let go', async () => {
    const followers = new Followers();
    const pages = Array.from({ length: 12 }, () => follow(followers));
    expect(followers.follow(actor(), undefined)).toMatchObject({ refused: 'rate-limited' });
    for (const { stream } of pages) stream.destroy();
    await Promise.allSettled(pages.map(({ all }) => all));
    const idle = followers.follow(actor(), undefined);
    if (isRefusal(idle)) throw new Error(idle.detail);
    const gone = new Promise((resolve) => idle.once('close', resolve));
    for (let count = 0; !idle.destroyed && count < 5_000; count += 1) {
      followers.hear(news(String(count)), 0);
      followers.tell();
    }
    await gone;
    expect(followers.count).toBe(0);
  });
});
