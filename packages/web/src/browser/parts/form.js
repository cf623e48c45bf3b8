import { whatFailed } from '../session/session.js';
import { element } from './element.ts';

let ids = 0;

/** A labelled field. @param {string} label @param {HTMLElement} field */
export const labelled = (label, field) => {
  ids += 1;
  field.id = `field-${ids}`;
  return [element('label', { class: 'question', for: field.id }, label), field];
};

/** @param {[string, string][]} options value and label */
export const select = (options) =>
  /** @type {HTMLSelectElement} */ (
    element('select', {}, ...options.map(([value, label]) => element('option', { value }, label)))
  );

/** A box with its label. @param {string} label @param {boolean} checked */
export const box = (label, checked = false) => {
  const input = /** @type {HTMLInputElement} */ (element('input', { type: 'checkbox' }));
  input.checked = checked;
  return { input, field: element('label', { class: 'choice' }, input, element('span', {}, label)) };
};

/** A button that does one thing at a time; what goes wrong is said in `notes`. @param {string} label @param {HTMLElement} notes @param {() => Promise<unknown>} step @param {string} [kind] */
export const action = (label, notes, step, kind = '') => {
  const button = /** @type {HTMLButtonElement} */ (
    element('button', { type: 'button', ...(kind && { class: kind }) }, label)
  );
  button.addEventListener('click', async () => {
    button.disabled = true;
    notes.replaceChildren();
    try {
      await step();
    } catch (error) {
      notes.replaceChildren(whatFailed(error));
    }
    button.disabled = false;
  });
  return button;
};

/** Says that something was done. @param {HTMLElement} notes @param {string} text */
export const done = (notes, text) =>
  notes.replaceChildren(element('p', { class: 'done', role: 'status' }, text));

/** Asks until something is ready, some seconds at most. @template T @param {() => Promise<T>} look @param {(found: T) => boolean} ready @returns {Promise<T>} */
export const untilReady = async (look, ready) => {
  for (let tries = 0; tries < 60; tries += 1) {
    const found = await look();
    if (ready(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('It takes longer than usual. Press the button again in a while.');
};
