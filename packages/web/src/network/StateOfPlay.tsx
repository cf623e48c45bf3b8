import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { StateOfPlayLine } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useStatusName } from '../communities/status.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useMember } from '../session/member.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { keepFile } from '../ui/files/keep.ts';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons, Title } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { Table } from '../ui/table/Table.tsx';
import { useMoments } from '../words/moments.ts';
import styles from './network.module.css';
import { quarterOf } from './quarters.ts';
import { downloadStateOfPlay, stateOfPlayQuery, type TableFormat } from './queries.ts';

type Line = StateOfPlayLine;

const People = ({ people }: { people: Line['core'] }) => {
  const { list } = useMoments();
  return people.length > 0 ? list(people.map(({ name }) => name)) : '–';
};

const Facilitators = ({ line: { unledSince, facilitators } }: { line: Line }) => {
  const { written } = useMoments();
  if (!unledSince) return <People people={facilitators} />;
  return (
    <Badge tone="danger">
      <Trans>Nobody since {written(unledSince, 'date')}</Trans>
    </Badge>
  );
};

const Steps = ({ line: { openSteps, nextSteps } }: { line: Line }) => {
  const { written, list } = useMoments();
  if (openSteps === 0) return '–';
  return (
    <>
      <Plural value={openSteps} one="# open" other="# open" />
      {nextSteps && nextSteps.length > 0 && (
        <ul>
          {nextSteps.map(({ title, owners, due }) => (
            <li key={`${title} ${due}`}>
              {title}
              {owners.length > 0 && ` (${list(owners)})`}
              {due && (
                <>
                  , <Trans>due {written(due, 'day')}</Trans>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

const LastMeeting = ({ line: { lastMeeting } }: { line: Line }) => {
  const { written } = useMoments();
  if (!lastMeeting) return '–';
  return (
    <>
      {written(lastMeeting.startsAt, 'date')} {!lastMeeting.held && <Trans>(not opened)</Trans>}
    </>
  );
};

const useColumns = () => {
  const { t } = useLingui();
  const { written, number } = useMoments();
  const statusName = useStatusName();
  return [
    {
      head: t`Community`,
      cell: ({ name, domain }: Line) => (
        <>
          {name}
          <br />
          <span className={`${styles.domain} small quiet`}>{domain}</span>
        </>
      ),
    },
    {
      head: t`Status`,
      cell: ({ status, since }: Line) => (
        <>
          <Badge tone="line">{statusName(status)}</Badge>{' '}
          <span className="small quiet">
            <Trans>since {written(since, 'date')}</Trans>
          </span>
        </>
      ),
    },
    { head: t`Facilitators`, cell: (line: Line) => <Facilitators line={line} /> },
    { head: t`Core group`, cell: ({ core }: Line) => <People people={core} /> },
    { head: t`Members`, cell: ({ members }: Line) => number(members) },
    { head: t`Next steps`, cell: (line: Line) => <Steps line={line} /> },
    { head: t`Last meeting`, cell: (line: Line) => <LastMeeting line={line} /> },
    {
      head: t`Next meeting`,
      cell: ({ nextMeeting }: Line) => (nextMeeting ? written(nextMeeting.startsAt) : '–'),
    },
  ] as const;
};

const Downloads = () => {
  const { t } = useLingui();
  const [busy, setBusy] = useState<TableFormat>();
  const [refused, setRefused] = useState<string>();
  const download = async (format: TableFormat): Promise<void> => {
    setBusy(format);
    setRefused(undefined);
    const answer = await downloadStateOfPlay(format).catch(thrown);
    setBusy(undefined);
    if (answer.ok) keepFile(answer.value as File);
    else setRefused(answer.problem.detail);
  };
  return (
    <>
      <Buttons>
        {(['csv', 'xlsx'] as const).map((format) => (
          <Button
            key={format}
            look="quiet"
            onPress={() => download(format)}
            pending={busy === format && t`Collecting …`}
          >
            <Download className="icon" aria-hidden="true" />
            {format === 'csv' ? <Trans>Download as CSV</Trans> : <Trans>Download as XLSX</Trans>}
          </Button>
        ))}
      </Buttons>
      {refused && (
        <Notice tone="danger" live>
          {refused}
        </Notice>
      )}
    </>
  );
};

/** Each community with its people, its status, its next steps and its meetings, for those who host. */
export const StateOfPlay = () => {
  const { t } = useLingui();
  useMember();
  const { lines, whole } = useSuspenseQuery(stateOfPlayQuery).data;
  return (
    <>
      <DocumentTitle>{t`State of play`}</DocumentTitle>
      <Title
        lead={<Trans>Each community with its people, its status, its next steps and its meetings.</Trans>}
      >
        <Trans>State of play</Trans>
      </Title>
      <div className="stack">
        {!whole && (
          <Notice tone="caution" live>
            <Trans>The next steps cannot be had just now; everything else is complete.</Trans>
          </Notice>
        )}
        <Table
          caption={plural(lines.length, { one: '# community', other: '# communities' })}
          columns={useColumns()}
          rows={lines}
          keyOf={({ community }) => community}
        />
        <Downloads />
        <p>
          <Link to="/report/$quarter" params={{ quarter: quarterOf(new Date()) }}>
            <Trans>The quarterly report</Trans>
          </Link>
        </p>
      </div>
    </>
  );
};
