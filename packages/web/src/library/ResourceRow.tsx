import { Trans, useLingui } from '@lingui/react/macro';
import type { Resource } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import { FileText, Link2, Paperclip } from 'lucide-react';
import { useState } from 'react';
import { useCommunities } from '../communities/queries.ts';
import { client } from '../session/client.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { keepFile } from '../ui/files/keep.ts';
import { thrown } from '../ui/forms/faults.ts';
import { Paragraphs } from '../ui/layout/Layout.tsx';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import styles from './library.module.css';
import { useSizes } from './sizes.ts';
import { TagLink } from './TagLink.tsx';

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

interface ResourceRowProps {
  readonly resource: Resource;
  /** The community whose library it is looked at in; the network’s without. */
  readonly slug?: string | undefined;
  readonly isNew?: boolean;
}

/** Has the browser save a file of the library. */
const SaveFile = ({ resource: { id, title, file } }: { resource: Resource }) => {
  const { t } = useLingui();
  const { size } = useSizes();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const answer = await client.readResourceFile.attempt({ params: { id } }).catch(thrown);
    setBusy(false);
    return answer.ok ? keepFile(answer.value) : say(answer.problem.detail);
  };
  const large = size(file?.bytes ?? 0);
  return (
    <Button
      look="quiet"
      size="small"
      onPress={save}
      pending={busy && t`Loading …`}
      aria-label={t`Save it, ${large}: ${title}`}
    >
      <Trans>Save it, {large}</Trans>
    </Button>
  );
};

/** One link, text or file, with whose it is and since when. */
export const ResourceRow = ({ resource, slug, isNew = false }: ResourceRowProps) => {
  const { id, title, url, text, file, about, tags, community = '', addedAt, meeting } = resource;
  const of = useCommunities().find((one) => one.id === community);
  const { written } = useMoments();
  const Icon = url ? Link2 : file ? Paperclip : FileText;
  const badge = (
    <Badge tone="accent">
      <Trans>New</Trans>
    </Badge>
  );
  return (
    <Row
      id={`resource-${id}`}
      lead={
        <Tile of={community || id}>
          <Icon />
        </Tile>
      }
      title={
        url ? (
          <>
            <a href={url} rel="noopener noreferrer external">
              {title}
            </a>{' '}
            {isNew && badge}
          </>
        ) : (
          <>
            {title} {isNew && badge}
          </>
        )
      }
      meta={
        <div className="stack stack--tight">
          {about && <Paragraphs text={about} />}
          {text && (
            <details>
              <summary>
                <Trans>Read it</Trans>
              </summary>
              <Paragraphs text={text} />
            </details>
          )}
          <p className={`small quiet ${styles.facts}`}>
            {[url ? hostOf(url) : file?.name, of?.name, written(addedAt, 'date')].filter(Boolean).join(' · ')}
            {meeting && (
              <>
                {' · '}
                <Link to="/meetings/$meeting" params={{ meeting }}>
                  <Trans>the meeting where it came up</Trans>
                </Link>
              </>
            )}
          </p>
          {tags.length > 0 && (
            <p className="small">
              {tags.map((tag) => (
                <TagLink key={tag} tag={tag} slug={slug} className={styles.tag ?? ''}>
                  {tag}
                </TagLink>
              ))}
            </p>
          )}
        </div>
      }
      act={file && <SaveFile resource={resource} />}
    />
  );
};
