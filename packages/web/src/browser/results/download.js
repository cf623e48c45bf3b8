import { keepFile } from '../parts/api.ts';
import { element } from '../parts/element.ts';
import { session, whatFailed } from '../session/session.js';

/** A button that downloads a file as who is signed in. @param {string} label @param {string} path @param {string} name */
const download = (label, path, name) => {
  const button = /** @type {HTMLButtonElement} */ (
    element('button', { type: 'button', class: 'secondary' }, label)
  );
  button.addEventListener('click', async () => {
    button.disabled = true;
    button.parentElement?.querySelector('.problem')?.remove();
    try {
      await keepFile(path, name, { headers: (await session())?.headers ?? {} });
    } catch (error) {
      button.parentElement?.append(whatFailed(error));
    }
    button.disabled = false;
  });
  return button;
};

/** The downloads of a survey's responses and of what its columns mean. @param {string} survey */
export const downloads = (survey) => {
  const formats = ['csv', 'xlsx', 'json'];
  const of = encodeURIComponent(survey);
  return element(
    'section',
    { 'aria-labelledby': 'downloads' },
    element('h2', { id: 'downloads' }, 'Downloads'),
    element('p', {}, 'Every response of every version, removed questions too; and what each column means.'),
    element(
      'p',
      { class: 'actions' },
      ...formats.map((format) =>
        download(
          `Responses as ${format.toUpperCase()}`,
          `/surveys/${of}/export?format=${format}`,
          `responses.${format}`,
        ),
      ),
      ...formats.map((format) =>
        download(
          `Dictionary as ${format.toUpperCase()}`,
          `/surveys/${of}/dictionary?format=${format}`,
          `dictionary.${format}`,
        ),
      ),
    ),
  );
};
