import { expect, it } from 'vitest';
import { assetsIn } from './built.ts';
import { documentOf, pageDocumentOf } from './document.ts';
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
  'src/main.tsx': {
    file: 'assets/page-5.js',
    name: 'page',
    isEntry: true,
    css: ['assets/page-6.css'],
    imports: ['_frame.js', '_other.js'],
  },
  '_frame.js': {
    file: 'assets/frame-7.js',
    name: 'frame',
    css: ['assets/frame-8.css'],
    imports: ['_other.js'],
  },
  '_other.js': {
    file: 'assets/other-9.js',
    name: 'other',
    css: ['assets/page-6.css'],
    imports: ['_frame.js'],
  },
  'fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2': {
    file: 'assets/atkinson-10.woff2',
    src: 'fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  },
  'src/browser/dress/dress.ts': {
    file: 'assets/dress-11.js',
    name: 'dress',
    isEntry: true,
    imports: ['_parts.js'],
  },
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
  expect(source).toContain('<title>&lt;Vote&gt;</title>');
  expect(source).toContain('<script type="module" src="/assets/vote-1.js"></script>');
  expect(source).toContain('<main id="main" class="narrow">\n<h1>Vote</h1>');
  expect(documentOf(page, names)).not.toContain('vote-1.js');
  expect(documentOf({ ...page, wide: true }, names)).toContain('<main id="main">');
});

it('is the network’s page: its name where it is known, else its script asks; privacy is a step away', () => {
  const page = { title: 'Vote', content: '' };
  const source = documentOf({ ...page, network: { name: 'Reason & Rhyme', mark: 'RR' } }, names);
  expect(source).toContain('<title>Vote – Reason &amp; Rhyme</title>');
  expect(source).toContain('data-lettered');
  expect(source).toContain('href="/privacy"');
  expect(source.match(/Skein/g)).toHaveLength(1);
  expect(documentOf(page, names)).toContain('<script type="module" src="/assets/dress-11.js"></script>');
});

it('names all that the application begins with, each once: styles, scripts and the font', () => {
  expect(names.styles('page')).toEqual(['/assets/page-6.css', '/assets/frame-8.css']);
  expect(names.script('page')).toEqual(['/assets/page-5.js', '/assets/frame-7.js', '/assets/other-9.js']);
  const source = pageDocumentOf(names);
  expect(source).toContain('href="/assets/atkinson-10.woff2" as="font"');
  expect(source.match(/rel="stylesheet"/g)).toHaveLength(2);
});
