import { Trans } from '@lingui/react/macro';
import type { Held } from '@skein/contracts';
import { Points } from '../ui/layout/Layout.tsx';
import { useMoments } from '../words/moments.ts';
import styles from './me.module.css';

type Section = Held['sections'][number];
type Record = Section['records'][number];

const Fields = ({ record }: { record: Record }) => (
  <dl className={styles.record}>
    {record.map(({ name, lines }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{lines.length > 1 ? lines.map((line) => <p key={line}>{line}</p>) : lines}</dd>
      </div>
    ))}
  </dl>
);

const Records = ({ title, records }: Section) => (
  <details className={styles.history}>
    <summary>
      {title} ({records.length})
    </summary>
    {records.map((record, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: records are shown once, in this order, and have no other name
      <Fields key={place} record={record} />
    ))}
  </details>
);

/** What is held of somebody, section by section. */
export const HeldPage = ({ held: { at, sections, notes } }: { held: Held }) => {
  const { written } = useMoments();
  return (
    <section className="stack" aria-live="polite">
      <h2>
        <Trans>As of {written(at)}</Trans>
      </h2>
      {sections.map((section) => (
        <Records key={section.title} {...section} />
      ))}
      <h3>
        <Trans>What is not here</Trans>
      </h3>
      <Points>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </Points>
    </section>
  );
};
