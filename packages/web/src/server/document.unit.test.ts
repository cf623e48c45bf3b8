import { expect, it } from 'vitest';
import { assetsIn } from './built.ts';
import { documentOf } from './document.ts';
import { html } from './markup.ts';

const names = assetsIn({
  'src/vote.js': {
    file: 'assets/vote-1.js',
    name: 'vote',
    isEntry: true,
    imports: ['_parts.js', '_form.js'],
  },
  '_parts.js': { file: 'assets/parts-2.js', name: 'parts' },
  '_form.js': { file: 'assets/form-3.js', name: 'form', imports: ['_parts.js'] },
  'src/style.css': { file: 'assets/style-4.css', name: 'style', isEntry: true },
});

it('names a script with all that it imports, each once, so that nothing is found late', () => {
  expect(names.script('vote')).toEqual(['/assets/vote-1.js', '/assets/parts-2.js', '/assets/form-3.js']);
  expect(names.style('style')).toBe('/assets/style-4.css');
  expect(() => names.script('parts')).toThrow('built without “parts”');
});

it('puts a frame around what a page says, its texts escaped', () => {
  const page = { title: '<Vote>', language: 'ar', direction: 'rtl', content: html`<h1>Vote</h1>` };
  const source = documentOf({ ...page, script: 'vote' }, names);
  expect(source).toContain('<html lang="ar" dir="rtl">');
  expect(source).toContain('<title>&lt;Vote&gt; – Skein</title>');
  expect(source).toContain('<script type="module" src="/assets/vote-1.js"></script>');
  expect(source.match(/modulepreload/g)).toHaveLength(2);
  expect(source).toContain('<main class="narrow">\n<h1>Vote</h1>');
  expect(documentOf(page, names)).not.toContain('<script');
  expect(documentOf({ ...page, wide: true }, names)).toContain('<main>');
});
