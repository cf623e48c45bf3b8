import { isRefusal, type QuarterlyReport, type Refusal, refuse, reportContract } from '@skein/contracts';
import {
  type Implementation,
  type Reader,
  read,
  type ServiceContext,
  staleUnless,
  write,
} from '@skein/service-kit';
import { paperFor, sendPrint } from '../../recording/paper/sheet.ts';
import { countIn } from './count.ts';
import { comment, quarterBefore, reportOf, spanOf } from './decide.ts';
import { reportPrint } from './report-print.ts';
import { commentsOf, putComments } from './store.ts';

export const reportRoutes = (context: ServiceContext): Implementation[] => {
  const begun = async (reader: Reader, quarter: string, now: Date) => {
    const { zone } = await paperFor(reader, undefined);
    const span = spanOf(quarter, zone);
    return span.from > now
      ? refuse('not-found', 'This quarter has not begun yet.')
      : { span, before: spanOf(quarterBefore(quarter), zone) };
  };
  const compose = async (reader: Reader, quarter: string, now: Date): Promise<QuarterlyReport | Refusal> => {
    const found = await begun(reader, quarter, now);
    if (isRefusal(found)) return found;
    const [counted = {}, before = {}] = await countIn(context, reader, [found.span, found.before]);
    return reportOf(found.span, counted, before, await commentsOf(reader, quarter), now);
  };

  return [
    read(reportContract.routes.readReport, ({ reader, params, deny, now }) =>
      Promise.resolve(deny('report.read', {}) ?? compose(reader, params.quarter, now)),
    ),

    write(reportContract.routes.commentReport, async ({ params, body, ifMatch, deny, tx }) => {
      const denied = deny('report.read', {});
      if (denied) return denied;
      const before = await commentsOf(tx, params.quarter);
      const found = await begun(tx, params.quarter, tx.now);
      const refused = isRefusal(found) ? found : staleUnless(ifMatch, before.version);
      if (refused) return refused;
      const row = comment(before, body.part, body.comment);
      await putComments(tx, row);
      return { version: row.version, quarter: row.quarter };
    }),

    read(reportContract.routes.printReport, async ({ reader, params, query, deny, now }) => {
      const report = deny('report.read', {}) ?? (await compose(reader, params.quarter, now));
      if (isRefusal(report)) return report;
      const document = reportPrint(report, await paperFor(reader, query.language));
      return sendPrint(document, `report-${report.quarter}.pdf`);
    }),
  ];
};
