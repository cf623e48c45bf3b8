import { Trans } from '@lingui/react/macro';
import type { ArchivedLetter } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import { Mail } from 'lucide-react';
import { useActor } from '../session/store.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';

type Listed = Omit<ArchivedLetter, 'sections'>;

/** The first sentences of a text, where it is longer than that. */
const beginning = (text: string): string => {
  const line = text.trim().split(/\n+/)[0] ?? '';
  return line.length > 180 ? `${line.slice(0, 180).replace(/\s+\S*$/, '')} …` : line;
};

export const LetterRow = ({ letter: { id, month, title, introduction, openly } }: { letter: Listed }) => {
  const { written } = useMoments();
  const actor = useActor();
  return (
    <Row
      lead={
        <Tile of={id}>
          <Mail className="icon" />
        </Tile>
      }
      title={
        <Link to="/letters/$letter" params={{ letter: id }}>
          {title}
        </Link>
      }
      meta={
        <>
          <p>
            {written(`${month}-15`, 'since')}
            {actor && openly && (
              <>
                {' '}
                <Badge tone="line">
                  <Trans>Visitors may read it</Trans>
                </Badge>
              </>
            )}
          </p>
          {introduction && <p>{beginning(introduction)}</p>}
        </>
      }
    />
  );
};
