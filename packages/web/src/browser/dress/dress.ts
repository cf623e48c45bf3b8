import { api } from '../parts/api.ts';
import { nameNetwork } from '../parts/title.ts';

interface Network {
  readonly name: string;
  readonly mark: string;
  readonly hue: number;
}

const kept = 'skein-hue';

const wear = (hue: string): void => document.documentElement.style.setProperty('--hue', hue);

/** A browser may forbid to look. */
const lastHue = (): string | null => {
  try {
    return localStorage.getItem(kept);
  } catch {
    return null;
  }
};

const putName = (name: string): void => {
  for (const place of document.querySelectorAll('[data-network="name"]')) place.textContent = name;
  nameNetwork(name);
};

/** The network’s own letters take the place of the two rings. */
const putMark = (letters: string): void => {
  const text = document.querySelector('[data-network="letters"]');
  if (!text || !letters) return;
  text.textContent = letters;
  document.querySelector('.mark')?.setAttribute('data-lettered', '');
};

const dress = ({ name, mark, hue }: Network): void => {
  wear(String(hue));
  putName(name);
  putMark(mark);
};

const known = lastHue();
if (known) wear(known);
// Nobody needs to be known for this. Where it is not to be had, the page does without.
api('/network', { credentials: 'omit' }).then(dress, () => undefined);
