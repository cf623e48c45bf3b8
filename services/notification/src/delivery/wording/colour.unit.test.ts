import { expect, it } from 'vitest';
import { accentsOf } from './colour.ts';

const channels = (hex: string): number[] =>
  [1, 3, 5].map((from) => {
    const shown = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return shown <= 0.04045 ? shown / 12.92 : ((shown + 0.055) / 1.055) ** 2.4;
  });
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = channels(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

it('can be read in every hue that a network may have, on light and on dark ground', () => {
  for (let hue = 0; hue < 360; hue += 1) {
    const { accent, accentOnDark } = accentsOf(hue);
    expect(accent).toMatch(/^#[0-9a-f]{6}$/);
    for (const ground of ['#f7f3ec', '#fffdfa', '#ffffff'])
      expect([hue, contrast(accent, ground) >= 4.5]).toEqual([hue, true]);
    for (const ground of ['#111816', '#1b2321'])
      expect([hue, contrast(accentOnDark, ground) >= 4.5]).toEqual([hue, true]);
  }
});
