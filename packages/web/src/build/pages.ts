import type { Framed } from '../server/document.ts';
import { html, type Markup, type Part } from '../server/markup.ts';

/** A page that is the same for everybody: what it shows to each, its script asks for. */
export interface StaticPage extends Omit<Framed, 'content'> {
  /** Its address, without the slash. */
  readonly name: string;
  readonly content: Part;
  /** Said where scripts do not run. */
  readonly withoutScripts?: string;
}

const filledBy = (id: string, content: Part): Markup => html`<div id="${id}">${content}</div>`;

const loading = (id: string): Markup => html`<div id="${id}" aria-live="polite"><p>Loading …</p></div>`;

interface Step {
  readonly name: string;
  readonly title: string;
  readonly heading?: string;
  readonly text: string;
  readonly button: string;
  /** What cannot be undone does not look like what can. */
  readonly danger?: true;
}

/** Where a letter's link leads: nothing happens before the button is pressed. */
const step = ({ name, title, heading = title, text, button, danger }: Step): StaticPage => ({
  name,
  title,
  script: 'letter-link',
  content: html`<h1>${heading}</h1>
<p>${text}</p>
<div id="action" data-action="${name}"><button type="button"${danger && html` class="danger"`}>${button}</button></div>`,
});

const steps: readonly Step[] = [
  {
    name: 'confirm-joining',
    title: 'Confirm your address',
    text: 'Press the button to confirm that you asked to join. The community’s facilitator then answers you.',
    button: 'Confirm',
  },
  {
    name: 'confirm-address',
    title: 'Confirm your new address',
    text: 'Press the button, and everything that the network writes to you goes to this address from then on. Your links to sign in come here too.',
    button: 'This is my address',
  },
  {
    name: 'keep-address',
    title: 'Keep your address',
    heading: 'Did you not ask for this?',
    text: 'Press the button, and your address stays as it is, or is put back where another one took its place already. You are then signed out everywhere, in case somebody else is signed in as you; a passkey registered since is taken away.',
    button: 'Keep my address',
  },
  {
    name: 'confirm-erasure',
    title: 'Forget me',
    heading: 'Do you want us to forget you?',
    text: 'Once you press the button, your wish stands, and the people who host the network will delete what it holds about you within one month. You are welcome back at any time.',
    button: 'Yes, forget me',
    danger: true,
  },
  {
    name: 'unsubscribe',
    title: 'Stop this letter',
    text: 'Press the button and this letter will not come again. Nothing else changes.',
    button: 'Stop this letter',
  },
  {
    name: 'never-again',
    title: 'Never write to this address again',
    text: 'Press the button, and nobody in this network can have a letter sent to this address again. Of the address only a hash is kept, by which it is known. You are welcome back at any time, by asking to join yourself.',
    button: 'Never write to me again',
  },
  {
    name: 'survey-letters',
    title: 'No more letters about this survey',
    text: 'Press the button and nobody reminds you of this survey again. Your link still answers it.',
    button: 'Stop these letters',
  },
];

/** All static pages of this origin. */
export const pages: readonly StaticPage[] = [
  { name: 'results', title: 'Results', script: 'results', content: loading('results') },
  {
    name: 'survey-results',
    title: 'Results of a survey',
    script: 'survey-results',
    wide: true,
    content: loading('results'),
  },
  ...steps.map(step),
  {
    name: 'preferences',
    title: 'What reaches you',
    script: 'preferences',
    content: html`<h1>What reaches you</h1>
<p>Each of these is up to you, on its own. Nothing is ticked that you did not agree to.</p>
${filledBy('preferences', '')}`,
  },
  {
    name: 'campaign',
    title: 'Yes or no?',
    script: 'campaign',
    content: filledBy('question', html`<h1>Yes or no?</h1>`),
  },
  {
    name: 'introduction',
    title: 'Would you like to know each other?',
    script: 'introduction',
    content: filledBy('introduction', html`<h1>Would you like to know each other?</h1>`),
  },
  {
    name: 'meeting',
    title: 'Do you come?',
    script: 'meeting',
    content: filledBy('meeting', html`<h1>Do you come?</h1>`),
  },
  {
    name: 'step',
    title: 'Do you take it on?',
    script: 'step',
    content: filledBy('step', html`<h1>Do you take it on?</h1>`),
  },
  {
    name: 'invitation',
    title: 'You are invited',
    script: 'invitation',
    content: filledBy('invitation', html`<h1>You are invited</h1>`),
  },
  { name: 'vote', title: 'Vote', script: 'vote', content: filledBy('vote', html`<p>Loading …</p>`) },
  {
    name: 'survey',
    title: 'Survey',
    script: 'survey',
    withoutScripts:
      'The link of this letter needs scripts. Ask whoever invited you for a new one, which does not.',
    content: html`<h1>Survey</h1>
<p id="survey">Loading …</p>`,
  },
  {
    name: 'unavailable',
    title: 'Not to be reached just now',
    content: html`<h1>Not to be reached just now</h1>
<p>This page is not to be reached just now. Wait a moment, then load it again.</p>
<p>If you were sending answers: load this page again, and they are sent again. They count once.</p>`,
  },
];
