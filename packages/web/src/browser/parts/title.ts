const root = document.documentElement;

const window = (title: string, network: string | undefined): string =>
  network ? `${title} – ${network}` : title;

/** Names the window by what the page shows by now; the network’s name follows, as soon as it is known. */
export const nameWindow = (title: string): void => {
  document.title = window(title, root.dataset.network);
};

/** The network’s name follows the page’s title from now on. */
export const nameNetwork = (name: string): void => {
  if (!document.title.endsWith(` – ${name}`)) document.title = window(document.title, name);
  root.dataset.network = name;
};
