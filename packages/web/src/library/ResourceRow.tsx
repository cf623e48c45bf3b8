import { Trans } from '@lingui/react/macro';
import type { Resource } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import { FileText, Link2 } from 'lucide-react';
import { useCommunities } from '../communities/queries.ts';
import { Paragraphs } from '../ui/layout/Layout.tsx';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import styles from './library.module.css';

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** One link or text, with whose it is and since when. */
export const ResourceRow = ({ resource }: { resource: Resource }) => {
  const { id, title, url, text, about, tags, community = '', addedAt, meeting } = resource;
  const of = useCommunities().find((one) => one.id === community);
  const { written } = useMoments();
  const Icon = url ? Link2 : FileText;
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
          <a href={url} rel="noopener noreferrer external">
            {title}
          </a>
        ) : (
          title
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
            {[url && hostOf(url), of?.name, written(addedAt, 'date')].filter(Boolean).join(' · ')}
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
                <Link key={tag} to="/library" search={{ tag }} className={styles.tag ?? ''}>
                  {tag}
                </Link>
              ))}
            </p>
          )}
        </div>
      }
    />
  );
};
