import { Trans, useLingui } from '@lingui/react/macro';
import type { QuarterlyReport, ReportFigure, ReportPart } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useMember } from '../session/member.ts';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { DownloadButton } from '../ui/files/DownloadButton.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons, Title } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { Table } from '../ui/table/Table.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { Bars } from './Bars.tsx';
import { quarterAfter } from './quarters.ts';
import { reportQuery, useReportSteps } from './queries.ts';
import styles from './report.module.css';

const route = getRouteApi('/report/$quarter');

type Part = QuarterlyReport['parts'][number];

const usePartNames = (): Record<ReportPart, string> => {
  const { t } = useLingui();
  return {
    meetings: t`Meetings`,
    people: t`People`,
    work: t`Work`,
    learning: t`Learning`,
    library: t`Library`,
    bridging: t`Bridging`,
  };
};

const useFigureNames = (): Record<ReportFigure, string> => {
  const { t } = useLingui();
  return {
    'meetings-held': t`Meetings held`,
    'communities-met': t`Communities that met`,
    attendances: t`Attendances`,
    'new-members': t`New members`,
    'new-belongings': t`Joined a community`,
    'steps-done': t`Steps done`,
    decisions: t`Decisions`,
    'cases-told': t`Cases told`,
    'cases-fed-back': t`Cases fed back after something was tried`,
    'resources-added': t`Added to the library`,
    'joint-meetings': t`Meetings of several communities`,
    introductions: t`Introductions made`,
  };
};

const Comment = ({ report, part, name }: { report: QuarterlyReport; part: Part; name: string }) => {
  const { t } = useLingui();
  const { quarter, version } = report;
  const { draft, change, forget } = useDraft(`report-${quarter}-${part.part}`, { text: part.comment });
  const [faults, setFaults] = useState<Faults>();
  const [busy, setBusy] = useState(false);
  const { comment } = useReportSteps(quarter);
  const send = async (): Promise<void> => {
    setBusy(true);
    const answer = await comment(part.part, draft.text, version).catch(thrown);
    setBusy(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    setFaults(undefined);
    forget();
    say(t`Your comment is in the report.`);
  };
  return (
    <Form faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={send}>
      <TextField
        name="comment"
        lines
        label={t`What is to be said of it: ${name}`}
        error={faults?.fields.get('comment')}
        value={draft.text}
        onChange={(text) => change({ text })}
        maxLength={4000}
      />
      <div>
        <Button type="submit" look="quiet" size="small" pending={busy && t`Saving …`}>
          <Trans>Save the comment</Trans>
        </Button>
      </div>
    </Form>
  );
};

const PartOfReport = ({ report, part }: { report: QuarterlyReport; part: Part }) => {
  const { t } = useLingui();
  const { number } = useMoments();
  const figureNames = useFigureNames();
  const name = usePartNames()[part.part];
  const rows = part.figures.map((one) => ({ ...one, label: figureNames[one.figure] }));
  const most = Math.max(...rows.flatMap(({ now, before }) => [now, before]));
  return (
    <Section id={part.part} title={name}>
      <div className={styles.part}>
        {rows.length > 0 && (
          <Table
            caption={t`Figures: ${name}`}
            rows={rows}
            keyOf={({ figure }) => figure}
            columns={[
              {
                head: t`What`,
                cell: ({ label, now, before }) => (
                  <>
                    {label}
                    <Bars now={now} before={before} most={most} />
                  </>
                ),
              },
              { head: t`This quarter`, cell: ({ now }) => number(now) },
              { head: t`The one before`, cell: ({ before }) => number(before) },
            ]}
          />
        )}
        {report.unavailable.includes(part.part) && (
          <Notice tone="caution">
            <Trans>Not all figures of this are to be had just now.</Trans>
          </Notice>
        )}
        <Comment report={report} part={part} name={name} />
      </div>
    </Section>
  );
};

/** What happened in the network in a quarter, beside the one before, for those who host and steer it. */
export const Report = () => {
  const { t } = useLingui();
  useMember();
  const { quarter } = route.useParams();
  const report = useSuspenseQuery(reportQuery(quarter)).data;
  const { print } = useReportSteps(quarter);
  const { written } = useMoments();
  const title = t`Quarterly report ${quarter}`;
  return (
    <>
      <DocumentTitle>{title}</DocumentTitle>
      <Title
        lead={
          <Trans>
            {written(report.from, 'day')} to {written(report.until, 'day')}, beside the quarter before.
          </Trans>
        }
      >
        {title}
      </Title>
      <div className="stack stack--wide">
        {report.running && (
          <p className="quiet">
            <Trans>The quarter is not over yet.</Trans>
          </p>
        )}
        <Buttons>
          <DownloadButton get={print} waits={t`Printing …`}>
            <Trans>Download as PDF</Trans>
          </DownloadButton>
          <Link to="/report/$quarter" params={{ quarter: report.before }}>
            <Trans>The quarter before</Trans>
          </Link>
          {!report.running && (
            <Link to="/report/$quarter" params={{ quarter: quarterAfter(quarter) }}>
              <Trans>The next quarter</Trans>
            </Link>
          )}
        </Buttons>
        {report.parts.map((part) => (
          <PartOfReport key={`${quarter} ${part.part}`} report={report} part={part} />
        ))}
      </div>
    </>
  );
};
