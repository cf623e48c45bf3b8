import { isRefusal } from '@skein/contracts';
import { expect, it } from 'vitest';
import { isPlain, refuseContent, typeByName } from './file-kinds.ts';

it('a file is named by what it is, and the library keeps no pages, scripts or archives', () => {
  expect(typeByName('Räume.PDF')).toEqual({ type: 'application/pdf' });
  for (const name of ['page.html', 'drawing.svg', 'all.zip', 'run.pdf.exe', 'constructor', 'x.constructor'])
    expect(isRefusal(typeByName(name))).toBe(true);
});

it('its content is to be what its name says', () => {
  expect(refuseContent('application/pdf', { found: 'application/pdf', plain: false })).toBeUndefined();
  expect(refuseContent('text/csv', { found: undefined, plain: true })).toBeUndefined();
  expect(refuseContent('text/plain', { found: 'application/zip', plain: false })).toMatchObject({
    refused: 'unsupported-media-type',
    detail: 'The file is not what its name says: it is a ZIP archive.',
  });
  expect(refuseContent('text/plain', { found: undefined, plain: false })).toBeDefined();
  expect(refuseContent('image/png', { found: undefined, plain: true })).toBeDefined();
});

it('text has no signs that only programs read', () => {
  expect(isPlain(Buffer.from('a\tb\r\nRäume'))).toBe(true);
  expect(isPlain(Buffer.from([65, 0, 66]))).toBe(false);
});
