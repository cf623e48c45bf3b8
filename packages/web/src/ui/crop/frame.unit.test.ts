import { expect, it } from 'vitest';
import { pulled, squareOf } from './frame.ts';

const wide = { width: 400, height: 200 };
const middle = { zoom: 1, x: 0.5, y: 0.5 };

it('leaves a square of the shorter side, nearer by the zoom', () => {
  expect(squareOf(wide, middle)).toEqual({ left: 100, top: 0, side: 200 });
  expect(squareOf(wide, { ...middle, zoom: 2 })).toEqual({ left: 150, top: 50, side: 100 });
});

it('follows the hand, and never leaves the picture', () => {
  expect(pulled(wide, middle, 0.5, 0)).toEqual({ zoom: 1, x: 0, y: 0.5 });
  expect(pulled(wide, middle, 9, 9)).toEqual({ zoom: 1, x: 0, y: 0.5 });
  expect(pulled(wide, { ...middle, zoom: 2 }, -0.5, 0.5)).toEqual({ zoom: 2, x: 2 / 3, y: 0 });
});
