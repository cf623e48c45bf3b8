import type { Network } from '@skein/contracts';
import { api } from '../parts/api.ts';
import { element, place } from '../parts/element.ts';

// What the network says of itself, its visitors being on the page of its privacy notice or of its imprint.
const where = place('statement');
const nothing = {
  privacyNotice:
    'This network has not written its privacy notice yet. Ask whoever invited you, or write to its contact.',
  imprint: 'This network has not written its imprint yet.',
};

const paragraphs = (text: string): HTMLElement[] =>
  text
    .split(/\n+/)
    .filter((line) => line.trim())
    .map((line) => element('p', {}, line));

const show = ({ name, controller, contact, ...said }: Network): void => {
  const which = where.dataset.says === 'imprint' ? 'imprint' : 'privacyNotice';
  const answers = controller ? [element('h2', {}, 'Who answers for it'), ...paragraphs(controller)] : [];
  const write = contact
    ? [element('p', {}, 'Questions: ', element('a', { href: `mailto:${contact}` }, contact))]
    : [];
  where.replaceChildren(
    element('h2', {}, name),
    ...paragraphs(said[which] || nothing[which]),
    ...answers,
    ...write,
  );
};

await api('/network').then(show, () =>
  where.replaceChildren(
    element(
      'p',
      { class: 'problem' },
      'This is not to be had just now. Wait a moment, then load the page again.',
    ),
  ),
);
