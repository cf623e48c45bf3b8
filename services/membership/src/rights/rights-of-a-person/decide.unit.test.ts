import { describe, expect, it } from 'vitest';
import { gathered } from './decide.ts';
import { pageOf } from './html.ts';

describe('what a service told of a person', () => {
  it('is one section a title, however many pages it took, and none that is empty', () => {
    const pages = [
      { title: 'Letters', records: [{ id: 1 }] },
      { title: 'Letters', records: [{ id: 2 }] },
      { records: [] },
      { title: 'Cases', records: [{ id: 3 }] },
    ];
    expect(gathered('meeting', pages)).toEqual([
      { service: 'meeting', title: 'Letters', records: [{ id: 1 }, { id: 2 }] },
      { service: 'meeting', title: 'Cases', records: [{ id: 3 }] },
    ]);
  });
});

describe('the page of an archive', () => {
  it('shows what people wrote as text, and runs none of it', () => {
    const evil = '<script>alert("x")</script>';
    const records = [
      { joinedAt: '2026-11-01', name: evil, [evil]: [evil, { deep: evil }], gone: null, on: true },
    ];
    const page = pageOf([{ service: 'meeting', title: evil, records }], [evil], evil);
    expect(page).not.toContain('<script>');
    expect(page.split('&lt;script&gt;').length - 1).toBeGreaterThanOrEqual(7);
    expect(page).toContain('<dt>Joined at</dt><dd>2026-11-01</dd>');
    expect(page).toContain('<dt>On</dt><dd>yes</dd>');
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<h1>');
  });
});
