import { element } from '../parts/element.ts';
import { own } from './view.ts';

const told =
  'Nothing is taken by looking at this page. Your ballot is fetched once you press the button, and from then on your answers can be given in this browser, on this device, and nowhere else. If another program opened this page in a window of its own, open the link in your usual browser first.';

/** What somebody is told before their ballot is fetched to this device, and the button that fetches it. */
export const offerBallot = (fetchIt: () => Promise<void>): { view: HTMLElement; failed(): void } => {
  const said = own('p', { role: 'status' });
  const button = own('button', { type: 'button' }, 'Fetch my ballot and begin');
  button.addEventListener('click', async () => {
    said.className = '';
    said.textContent = 'Fetching your ballot …';
    button.disabled = true;
    await fetchIt();
    button.disabled = false;
  });
  const view = element('div', { id: 'ballot-offer' }, own('p', {}, told), said, element('p', {}, button));
  return {
    view,
    failed: () => {
      said.className = 'problem';
      said.textContent = 'There is no connection just now. Nothing was taken: try again in a moment.';
    },
  };
};
