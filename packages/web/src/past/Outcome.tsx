import { Plural, Trans } from '@lingui/react/macro';
import { Notice } from '../ui/notice/Notice.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import styles from './past.module.css';
import type { Preview } from './queries.ts';

const Counts = ({ preview }: { preview: Preview }) => {
  const { present, apologies, agenda, reading, cases, steps, statements, links, chat } = preview;
  const scores = statements.reduce((sum, { marks }) => sum + marks.length, 0);
  const rows: [number, React.ReactNode][] = [
    [
      present.length,
      <Plural key="p" value={present.length} one="# person present" other="# people present" />,
    ],
    [apologies.length, <Plural key="a" value={apologies.length} one="# apology" other="# apologies" />],
    [agenda.length, <Plural key="t" value={agenda.length} one="# timed part" other="# timed parts" />],
    [reading.length, <Plural key="r" value={reading.length} one="# reading" other="# readings" />],
    [cases.length, <Plural key="c" value={cases.length} one="# learning case" other="# learning cases" />],
    [
      steps.length,
      <Plural
        key="s"
        value={steps.length}
        one="# row of the table of work"
        other="# rows of the table of work"
      />,
    ],
    [scores, <Plural key="m" value={scores} one="# score" other="# scores" />],
    [links.length, <Plural key="l" value={links.length} one="# link" other="# links" />],
    [
      chat.messages,
      <Plural key="g" value={chat.messages} one="# message of a chat" other="# messages of a chat" />,
    ],
  ];
  return (
    <ul className={styles.counts}>
      {rows
        .filter(([count]) => count > 0)
        .map(([, said]) => said && <li key={(said as { key: string }).key}>{said}</li>)}
    </ul>
  );
};

const CaseList = ({ cases }: { cases: Preview['cases'] }) => (
  <ul className="stack stack--tight small">
    {cases.map(({ title, by, observations, insights }) => (
      <li key={title}>
        <b>{title}</b> {by && <span className="quiet">{by}</span>}
        <br />
        <span className="quiet">
          <Plural value={observations.length} one="# observation" other="# observations" />,{' '}
          <Plural value={insights.length} one="# insight" other="# insights" />
        </span>
      </li>
    ))}
  </ul>
);

/** What the notes come to. */
export const Outcome = ({ preview }: { preview: Preview }) => {
  const { withheld, unread } = preview.chat;
  return (
    <Section id="outcome" title={<Trans>What it becomes</Trans>}>
      <div className="stack" aria-live="polite">
        <Counts preview={preview} />
        {preview.cases.length > 0 && <CaseList cases={preview.cases} />}
        {withheld > 0 && (
          <Notice>
            <Plural
              value={withheld}
              one="# message to some alone is left out: nothing of it is stored."
              other="# messages to some alone are left out: nothing of them is stored."
            />
          </Notice>
        )}
        {unread.length > 0 && (
          <Notice tone="caution">
            <Trans>Lines of the chat that could not be read stay in the notes.</Trans>
          </Notice>
        )}
      </div>
    </Section>
  );
};
