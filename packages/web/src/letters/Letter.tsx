import { Trans, useLingui } from '@lingui/react/macro';
import type { ArchivedLetter } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useRoles } from '../session/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Paragraphs, Prose, Title } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { Row, Rows } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { letterQuery, useShowing } from './queries.ts';

const route = getRouteApi('/letters/$letter');

/** For hosts: whether visitors read it too. */
const Showing = ({ letter }: { letter: ArchivedLetter }) => {
  const { t } = useLingui();
  const show = useShowing();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { openly } = letter;
  const press = async (): Promise<void> => {
    setBusy(true);
    setRefused(undefined);
    const answer = await show(letter, !openly).catch(thrown);
    setBusy(false);
    if (answer.ok) say(openly ? t`Members alone read it now.` : t`Visitors may read it now.`);
    else setRefused(answer.problem.detail);
  };
  return (
    <Notice>
      <p>
        {openly ? (
          <Trans>Visitors may read this letter, without what was for single communities.</Trans>
        ) : (
          <Trans>
            Members alone read this letter. Shown openly, everybody may, without what was for single
            communities. Look whether it names anybody.
          </Trans>
        )}
      </p>
      <Button look="quiet" size="small" onPress={press} pending={busy && t`Saving …`}>
        {openly ? <Trans>Show it to members alone</Trans> : <Trans>Show it to visitors too</Trans>}
      </Button>
      {refused && <p role="alert">{refused}</p>}
    </Notice>
  );
};

/** A letter’s links lead to its network’s own pages where they are of this origin. */
const Item = ({
  item: { title, detail, link },
}: {
  item: ArchivedLetter['sections'][number]['items'][number];
}) => <Row title={link ? <a href={link}>{title}</a> : title} meta={detail && <Paragraphs text={detail} />} />;

/** One monthly letter, as it went out. */
export const Letter = () => {
  const { letter: id } = route.useParams();
  const { data: letter } = useSuspenseQuery(letterQuery(id));
  const { month, title, introduction, sections } = letter;
  const { hosts } = useRoles();
  const { written } = useMoments();
  return (
    <Prose>
      <DocumentTitle>{title}</DocumentTitle>
      <Title lead={written(`${month}-15`, 'since')}>{title}</Title>
      {hosts && <Showing letter={letter} />}
      <Paragraphs text={introduction} />
      {sections.map(({ title: heading, items }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a letter that went out stays as it is
        <section key={place} className="stack">
          <h2>{heading}</h2>
          <Rows>
            {items.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a letter that went out stays as it is
              <Item key={index} item={item} />
            ))}
          </Rows>
        </section>
      ))}
      <p>
        <Link to="/letters">
          <Trans>All letters</Trans>
        </Link>
      </p>
    </Prose>
  );
};
