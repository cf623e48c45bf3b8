import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookOpenText, Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { keepFile } from '../ui/files/keep.ts';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons, Prose } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { say } from '../ui/toast/toasts.ts';
import { HeldPage } from './HeldPage.tsx';
import { MePage } from './MePage.tsx';
import { heldQuery, useMyChanges, useMyId } from './queries.ts';

/** Reads it here, or takes it along: the same, told by every service. */
export const MyData = () => {
  const { t } = useLingui();
  const { archive } = useMyChanges();
  const [reads, setReads] = useState(false);
  const held = useQuery({ ...heldQuery(useMyId()), enabled: reads });
  const [collecting, setCollecting] = useState(false);
  const [refused, setRefused] = useState<string>();
  const download = async (): Promise<void> => {
    setRefused(undefined);
    setCollecting(true);
    const answer = await archive().catch(thrown);
    setCollecting(false);
    if (!answer.ok) return setRefused(answer.problem.detail);
    keepFile(answer.value as File);
    say(t`Your archive is downloaded.`);
  };
  const failed = held.error ? thrown(held.error).problem.detail : refused;
  return (
    <MePage title={t`What is held about me`}>
      <Prose>
        <div className="stack stack--wide">
          <section className="stack stack--tight">
            <h2>
              <Trans>All that is held about you</Trans>
            </h2>
            <p>
              <Trans>
                To read here, or as one archive: a page to read, the same as data for programs, and your
                photo.
              </Trans>{' '}
              <Link to="/privacy">
                <Trans>How your data is handled</Trans>
              </Link>
            </p>
            {failed && (
              <Notice tone="danger" live>
                {failed}
              </Notice>
            )}
            <Buttons>
              <Button
                look="quiet"
                onPress={() => setReads(true)}
                pending={held.isFetching && t`Collecting …`}
              >
                <BookOpenText className="icon" aria-hidden="true" />
                <Trans>Read it here</Trans>
              </Button>
              <Button look="quiet" onPress={download} pending={collecting && t`Collecting …`}>
                <Download className="icon" aria-hidden="true" />
                <Trans>Download it</Trans>
              </Button>
            </Buttons>
          </section>
          {held.data && <HeldPage held={held.data} />}
        </div>
      </Prose>
    </MePage>
  );
};
