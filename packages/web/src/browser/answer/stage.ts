import { place } from '../parts/element.ts';
import { own } from './view.ts';

/** What of the page is to be seen: the form, or what came of it, with what is said about either. */
export const stageOf = (form: HTMLFormElement, send: HTMLButtonElement) => {
  const notice = document.getElementById('notice');
  const said = own('p', { id: 'said', role: 'status' });
  place('promise').before(said);

  const clear = (): void => {
    document.getElementById('outcome')?.remove();
    if (notice) notice.hidden = true;
  };

  return {
    say: (text: string, kind: 'problem' | 'done' | '' = ''): void => {
      said.textContent = text;
      said.className = kind;
    },
    showForm: (sendLabel: string): void => {
      clear();
      form.hidden = false;
      send.textContent = sendLabel;
    },
    hideForm: (): void => {
      clear();
      form.hidden = true;
    },
    focusFirst: (): void => form.querySelector<HTMLElement>('input:not([type=hidden]), textarea')?.focus(),
  };
};
