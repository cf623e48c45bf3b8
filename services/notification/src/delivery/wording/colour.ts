/** From OKLab to linear sRGB (Björn Ottosson, 2020). */
const linearOf = (lightness: number, a: number, b: number): number[] => {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
};

const byteOf = (linear: number): string => {
  const light = Math.min(1, Math.max(0, linear));
  const shown = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(shown * 255)
    .toString(16)
    .padStart(2, '0');
};

/** A colour of the page’s tokens as mail programs take it: few know `oklch()`. */
const hexOf = (lightness: number, chroma: number, hue: number): string => {
  const angle = (hue * Math.PI) / 180;
  return `#${linearOf(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle))
    .map(byteOf)
    .join('')}`;
};

/** The network’s accent on light and on dark ground: lightness is fixed, so that contrast holds for every hue. */
export const accentsOf = (hue: number) => ({
  accent: hexOf(0.42, 0.075, hue),
  accentOnDark: hexOf(0.83, 0.075, hue),
});
