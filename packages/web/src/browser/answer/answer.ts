import { type Fault, faultsIn, faultsNow } from '@skein/answering';
import type { Answers, Problem } from '@skein/contracts';
import { Refused } from '../parts/api.ts';
import { place } from '../parts/element.ts';
import { orderBegun, resume, withQuery } from './address.ts';
import { offerBallot } from './ballot-offer.ts';
import { type AskedVersion, enliven, entriesOf, fill, placeFor } from './form.ts';
import { type Kept, keeping, keepToken } from './kept.ts';
import { fitsIn } from './patterns.ts';
import { receiptView } from './receipt.ts';
import { isPassing, isUsedNow, persistently, sendPending, withBallot, withdraw } from './send.ts';
import { stageOf } from './stage.ts';
import { clearFaults, moment, own, showFaults } from './view.ts';

const waits =
  'There is no connection just now. Your answers are kept on this device, and are sent as soon as there is one: keep this page open, or open your link again later.';
const tooLate =
  'The survey closed before your answers arrived, so they are not counted. What you wrote is still kept on this device.';

const usedElsewhere =
  'This link was answered with meanwhile, on another device, and counts once. What you wrote here was not sent; it is still kept on this device. To change the answers that count, use the device that sent them.';

const problemOf = (error: unknown): Problem | undefined =>
  error instanceof Refused ? error.problem : undefined;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const answering = (where: HTMLElement, url: URL): void => {
  const { survey = '', mode = '', state = '', link = '', order = '', asked: json = '{}' } = where.dataset;
  const asked: AskedVersion = JSON.parse(json);
  const fits = fitsIn(asked.questions);
  const withheld = document.querySelector<HTMLTemplateElement>('template#withheld');
  withheld?.replaceWith(withheld.content);
  const form = place('answers') as HTMLFormElement;
  const promise = place('promise');
  const send = form.querySelector('[type=submit]') as HTMLButtonElement;
  const { say, hideForm, focusFirst, ...stage } = stageOf(form, send);
  const carried = (name: string) => form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? '';
  const token = carried('token') || undefined;
  const box = keeping(survey, link);
  const fresh = () => ({ response: carried('response'), secret: carried('secret'), order, fields: [] });
  let open = state !== 'closed';
  let kept: Kept = box.read() ?? fresh();

  // What was begun here is in its order; what was not is in the order that is shown now.
  if (kept.fields.length === 0) kept = { ...kept, order };
  if (token) keepToken(survey, token);
  // Who looks over a shoulder, or into the history, is not to have the link.
  history.replaceState(null, '', withQuery(url, { token: undefined, order: undefined }));

  /** What another tab of this device has answered meanwhile: its receipt must outlive what is typed here. */
  const elsewhere = (): Kept | undefined => {
    const stored = kept.receipt || kept.withdrawn ? undefined : box.read();
    return stored?.receipt ? stored : undefined;
  };

  const keep = (changes: Partial<Kept>) => {
    kept = { ...kept, ...changes };
    return kept.receipt === undefined && elsewhere() ? true : box.write(kept);
  };

  const showForm = () => stage.showForm(kept.receipt ? 'Send the changed answers' : 'Send');

  const live = enliven(form, asked, {
    changed: () => void keep({ fields: entriesOf(form) }),
    check: () =>
      soundAnswers((key) => key !== undefined && live.paging.shows(placeFor(form, key))) !== undefined,
  });
  const tell = (faults: readonly Fault[]) =>
    showFaults(where, faults, asked.questions[0]?.key ?? '', (field) => live.paging.reveal(field));

  /** The answers where nothing is wrong with these questions, with any unless said; told where something is. */
  const soundAnswers = (among: (key: string | undefined) => boolean = () => true): Answers | undefined => {
    const { answers, hidden, unread } = live.read();
    const faults = faultsNow(live.told(), { answers, hidden }, unread, fits).filter(({ key }) => among(key));
    say('');
    if (faults.length === 0) {
      clearFaults(where);
      return answers;
    }
    tell(faults);
    return undefined;
  };

  const anew = () => {
    box.forget();
    location.replace(withQuery(url, { order: undefined }));
  };

  const showReceipt = (text: string) => {
    if (!kept.receipt) return;
    clearFaults(where);
    hideForm();
    say('');
    const { view, focus } = receiptView({
      said: text,
      asked: { ...asked, questions: live.told() },
      receipt: kept.receipt,
      closes: open ? new Date(form.querySelector('time')?.dateTime ?? 0) : undefined,
      forAnyone: link === 'open',
      change: () => {
        fill(form, kept.fields);
        live.refresh();
        live.paging.first();
        showForm();
        focusFirst();
      },
      takeBack: () => void takeBack(),
      forget: anew,
    });
    where.append(view);
    focus();
  };

  const showWithdrawn = () => {
    hideForm();
    say('Your answers are taken back, for good. Nothing of them is counted.', 'done');
  };

  const takeBack = async () => {
    if (!kept.receipt) return;
    try {
      await withdraw(survey, kept.receipt);
      keep({ withdrawn: true, receipt: undefined, ballot: undefined, fields: [] });
      // By an open link somebody may begin anew; an invitation was for one response.
      if (link === 'open') box.forget();
      showWithdrawn();
    } catch (error) {
      const passing = 'There is no connection just now. Try again in a moment.';
      say(isPassing(error) ? passing : messageOf(error), 'problem');
    }
  };

  const writtenStays = () => {
    showForm();
    send.hidden = true;
  };

  const notTaken = (error: unknown) => {
    const [problem, message] = [problemOf(error), messageOf(error)];
    keep({ pending: undefined });
    if (problem?.code === 'closed') {
      open = false;
      say(tooLate, 'problem');
      return kept.receipt ? showReceipt('Your answers are as you sent them first.') : writtenStays();
    }
    showForm();
    if (problem?.errors?.some(({ pointer }) => pointer === '#/blinded')) {
      form.hidden = true;
      return say(message, 'problem');
    }
    if (problem?.code === 'invalid-request' && problem.errors)
      return tell(faultsIn(problem.errors, problem.detail, live.told()));
    const remedy = /token/.test(problem?.code ?? '') ? ' Open the link from your letter again.' : '';
    return say(`${message}${remedy} What you wrote is still kept on this device.`, 'problem');
  };

  let preparing: Promise<void> | undefined;
  /** Has the ballot ready; once, however many wait for it. */
  const prepare = () => {
    preparing ??= box
      .alone(async () => {
        // Another tab may have made it meanwhile.
        kept = { ...kept, ...(!kept.ballot && { ballot: box.read()?.ballot }) };
        keep(await withBallot(survey, token ?? '', kept, keep));
      })
      .finally(() => {
        preparing = undefined;
      });
    return preparing;
  };

  /** `first`: nothing of it can have arrived before. */
  const deliver = async ({ first = false } = {}) => {
    const changes = kept.receipt !== undefined;
    hideForm();
    say('Sending …');
    const once = async () => {
      if (mode === 'anonymous' && !changes) await prepare();
      return sendPending(survey, token, kept);
    };
    try {
      if (
        first &&
        token &&
        !changes &&
        mode !== 'anonymous' &&
        (await isUsedNow(withQuery(url, { token })))
      ) {
        keep({ pending: undefined });
        return say(usedElsewhere, 'problem');
      }
      const receipt = await persistently(once, () => say(waits, 'problem'));
      keep({ receipt, revision: kept.pending?.revision ?? 0, pending: undefined, ballot: undefined });
      showReceipt(`Thank you: your ${changes ? 'changed ' : ''}answers have arrived.`);
    } catch (error) {
      notTaken(error);
    }
  };

  /** Says so where another tab has answered meanwhile; what was written here stays as a draft of a change. */
  const answeredElsewhere = (): boolean => {
    const other = elsewhere();
    if (!other) return false;
    keep({ ...other, fields: entriesOf(form) });
    showReceipt(
      'You have answered already, in another tab, and that is what counts. What you wrote here was not sent; to send it instead, change your answers.',
    );
    return true;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (live.paging.on() || answeredElsewhere()) return;
    const answers = soundAnswers();
    if (!answers) return;
    const revision = kept.receipt && { revision: (kept.revision ?? 0) + 1 };
    keep({ fields: entriesOf(form), pending: { version: asked.number, answers, ...revision } });
    return void deliver({ first: true });
  });

  const begin = () => {
    if (kept.withdrawn) return showWithdrawn();
    if (kept.pending) return void deliver();
    if (kept.receipt) return showReceipt('You have answered: your answers have arrived.');
    if (state === 'closed' && kept.fields.length > 0) {
      say(tooLate, 'problem');
      return writtenStays();
    }
    return mode === 'anonymous' && open ? beginAnonymously() : undefined;
  };

  const beginAnonymously = () => {
    if (state === 'marked' && !kept.ballot) return;
    if (state === 'marked') showForm();
    if (!kept.ballot) return offer();
    // Asked for before, and its answer may have been lost.
    prepare().catch((error) => {
      if (!isPassing(error)) notTaken(error);
    });
  };

  /** Takes nothing until the button is pressed: whatever merely opens a link is not to use it up. */
  const offer = () => {
    form.hidden = true;
    const { view, failed } = offerBallot(async () => {
      try {
        // Long before it is answered: so the two are told apart in time.
        await prepare();
        view.remove();
        showForm();
        focusFirst();
      } catch (error) {
        if (isPassing(error)) return failed();
        view.remove();
        notTaken(error);
      }
    });
    form.before(view);
  };

  for (const time of document.querySelectorAll('time'))
    time.textContent = moment.format(new Date(time.dateTime));
  promise.textContent = promise.dataset.scripted ?? '';
  // A page that came back with faults, from before scripts ran, has what was given already.
  if (kept.fields.length > 0 && !where.querySelector('.error-summary')) fill(form, kept.fields);
  live.refresh();
  (send.parentElement ?? send).before(
    own(
      'p',
      { class: 'quiet' },
      box.write(kept) ? 'What you enter is kept on this device until you send it.' : '',
    ),
  );

  begin();
};

const where = document.getElementById('answering');
if (where) {
  const url = new URL(location.href);
  const order = orderBegun(where.dataset);
  if (where.dataset.state === 'refused') resume(where.dataset.survey, url);
  else if (order) location.replace(withQuery(url, { order }));
  else answering(where, url);
}
