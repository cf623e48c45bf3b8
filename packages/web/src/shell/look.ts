import type { Network } from '@skein/contracts';

const kept = 'skein-hue';

const wear = (hue: string): void => document.documentElement.style.setProperty('--hue', hue);

/** The network’s colour as it was when this browser last saw it, so that nothing changes colour before one’s eyes. */
export const wearLastLook = (): void => {
  const hue = localStorage.getItem(kept);
  if (hue) wear(hue);
};

export const rememberLook = ({ hue }: Network): void => {
  localStorage.setItem(kept, String(hue));
  wear(String(hue));
};
