import { isRefusal, problemStatus, type Refusal, refuse } from '@skein/contracts';
import { findPresentation, type KnownNetwork } from '@skein/known';
import type { BrowserPage, PageCall, ServiceContext, Shown } from '@skein/service-kit';
import { builtPages } from '@skein/web';
import { needsLink, versionsOf } from '../../asking/surveys/decide.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import type { SurveyConfig } from '../../config.ts';
import { faultsOf, linkMissing, orderFrom, refusedFor, scriptsNeeded } from './decide.ts';
import { type FormPage, formPage } from './form.ts';
import { type Framed, frame } from './frame.ts';
import { carriedFor, createLoading } from './loading.ts';
import { donePage, refusedPage, withdrawnPage } from './outcome.ts';
import { answersPosted, carriedIn, type Posted } from './posted.ts';
import { sayingOf } from './saying.ts';
import { createSending } from './sending.ts';

/** Room for what an intake takes, each byte of it written as three. */
const bodyLimit = 1024 * 1024;

interface Said {
  readonly status: number;
  readonly framed: Framed;
}

const failed = (refusal: Refusal): Said => ({
  status: problemStatus[refusal.refused],
  framed: refusedPage(refusedFor(refusal)),
});

const formShown = (status: number, page: FormPage): Said => ({ status, framed: formPage(page) });

/** Shows what was not taken as it was given, with why and what to do. */
const notTaken = (page: FormPage, refusal: Refusal): Said => {
  const { refused: code, detail } = refusal;
  const status = problemStatus[code];
  if (code === 'closed')
    return formShown(status, {
      ...page,
      notice: { state: 'closed', text: `${detail} Your answers were not sent.` },
    });
  // It is there, but a moment ago it was not: this process is about to hear of it.
  if (code === 'unavailable' || code === 'not-found')
    return formShown(503, {
      ...page,
      trouble:
        'Your answers could not be taken just now. They stand here as you gave them: send them again in a moment.',
    });
  if (code === 'conflict' && page.view.mode === 'anonymous')
    return {
      status,
      framed: refusedPage({
        title: 'Answer on your first device',
        what: scriptsNeeded,
        remedy: 'If you have answered from here already, your answers have arrived, and count once.',
      }),
    };
  if (code === 'invalid-request')
    return formShown(status, { ...page, faults: faultsOf(refusal, sayingOf(page.view, page.fields).asked) });
  return failed(refusal);
};

const asksAnew = (page: FormPage, version: number): FormPage => ({
  ...page,
  carried: { ...page.carried, version },
  trouble: 'This survey asks other questions by now. Look through your answers, and send them again.',
});

/** The answering page: a form of plain HTML, which scripts make more of. */
export const answeringPages = (context: ServiceContext<SurveyConfig>): BrowserPage[] => {
  const load = createLoading(context);
  const send = createSending(context);

  const show = async ({ network, params, query, languages, now }: PageCall): Promise<Said> => {
    const survey = await load.survey(network, params.survey);
    if (!survey) return failed(refuse('not-found', 'There is no survey here.'));
    const token = query.get('token') ?? undefined;
    if (needsLink(survey) && token === undefined)
      return { status: 401, framed: refusedPage({ ...linkMissing, survey: survey._id }) };
    const link = await load.link(survey, token);
    if (isRefusal(link)) return failed(link);
    const row = await load.version(survey, survey.instrumentVersion);
    if (!row) throw new Error(`survey ${survey._id} asks a version that is not there`);
    const carried = carriedFor(survey, {
      token: needsLink(survey) ? token : undefined,
      link,
      order: orderFrom(query.get('order')),
    });
    const { order } = carried;
    const view = load.view(survey, row, { lang: query.get('lang'), accepted: languages, order, link });
    const notice = await load.notice(survey, link, now);
    return formShown(200, { view, carried, fields: new Map(), notice });
  };

  /** What was posted, as far as it leads to a survey and may answer it. */
  const opened = async ({ network, params, query, form, languages }: PageCall) => {
    const survey = await load.survey(network, params.survey);
    if (!survey) return refuse('not-found', 'There is no survey here.');
    const carried = carriedIn(form);
    if (!carried) return refuse('invalid-request', 'The form came back damaged.');
    const link = await load.link(survey, carried.token);
    if (isRefusal(link)) return link;
    const asks = versionsOf(survey).includes(carried.version);
    const row = await load.version(survey, asks ? carried.version : survey.instrumentVersion);
    if (!row) throw new Error(`survey ${survey._id} asks a version that is not there`);
    const { order } = carried;
    const view = load.view(survey, row, { lang: query.get('lang'), accepted: languages, order, link });
    return { survey, asks, row, view, carried };
  };

  const taken = async (
    survey: SurveyRow,
    page: FormPage,
    { answers, faults }: Posted,
    now: Date,
  ): Promise<Said> => {
    const { view, carried, fields } = page;
    // Marked an invitation may be with this very form's ballot: whether it is, its signing tells.
    const notice = await load.notice(survey, view.link, now, carried.response);
    if (notice?.state === 'used' && carried.proof === undefined) return formShown(409, { ...page, notice });
    if (faults.length) return formShown(400, { ...page, faults });
    const said = await send.answer(survey, carried, answers, now);
    if (isRefusal(said)) return notTaken(page, said);
    const changed = carried.proof !== undefined;
    const done = { view, carried, fields, receipt: said, changed };
    const otherwise = !changed && (await load.answersOtherwise(survey, carried.response, answers));
    return otherwise
      ? { status: 409, framed: donePage({ ...done, otherwise }) }
      : { status: 200, framed: donePage(done) };
  };

  const post = async (call: PageCall): Promise<Said> => {
    const found = await opened(call);
    if (isRefusal(found)) return failed(found);
    const { survey, asks, row, view, carried } = found;
    const posted = answersPosted(call.form, row, view);
    const page: FormPage = { view, carried, fields: posted.fields };
    const step = call.form.get('step');
    if (!asks) return formShown(409, asksAnew(page, row.number));
    if (step === 'edit') return formShown(200, page);
    if (step !== 'withdraw') return taken(survey, page, posted, call.now);
    const refused = await send.withdraw(survey, carried, call.now);
    return refused ? failed(refused) : { status: 200, framed: withdrawnPage(view) };
  };

  const { names } = builtPages();
  const whole = ({ status, framed }: Said, network?: KnownNetwork | null): Shown => ({
    status,
    html: frame(framed, names, network),
  });
  const answered = async (call: PageCall, said: Promise<Said>): Promise<Shown> =>
    whole(await said, await findPresentation(context.readerOf(call.network)));
  const at = { path: '/answer/:survey', failed: (refusal: Refusal) => whole(failed(refusal)) };
  return [
    { ...at, method: 'GET', handle: (call) => answered(call, show(call)) },
    { ...at, method: 'POST', bodyLimit, handle: (call) => answered(call, post(call)) },
  ];
};
