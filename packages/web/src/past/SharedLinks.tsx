import { Trans, useLingui } from '@lingui/react/macro';
import type { Meeting, SharedLink } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLibrary } from '../library/queries.ts';
import { usePlaceIn } from '../session/reading.ts';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Row, Rows, Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { chatLinksQuery } from './queries.ts';

const shortened = (url: string): string =>
  url
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/\/$/, '')
    .slice(0, 200);

/** Offers a link of a chat to the community’s library. */
const Offer = ({ meeting, link }: { meeting: Meeting; link: SharedLink }) => {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const [isIn, setIn] = useState(false);
  const { add } = useLibrary();
  const put = async (): Promise<void> => {
    setBusy(true);
    const { id, community } = meeting;
    const answer = await add({ community, url: link.url, title: shortened(link.url), meeting: id }).catch(
      thrown,
    );
    setBusy(false);
    if (answer.ok) setIn(true);
    say(answer.ok ? t`It is in the library.` : answer.problem.detail);
  };
  if (isIn)
    return (
      <span className="small quiet">
        <Trans>In the library</Trans>
      </span>
    );
  return (
    <Button look="quiet" size="small" onPress={put} pending={busy && t`Saving …`}>
      <Trans>Put it into the library</Trans>
    </Button>
  );
};

/** The links that were shared, each once, offered to the library. */
export const SharedLinks = ({ meeting }: { meeting: Meeting }) => {
  const { items } = useSuspenseQuery(chatLinksQuery(meeting.id)).data;
  const { takesPart } = usePlaceIn(meeting.community);
  if (items.length === 0) return null;
  return (
    <Section id="links" title={<Trans>Links that were shared</Trans>}>
      <Rows>
        {items.map((link) => (
          <Row
            key={link.url}
            title={
              <a href={link.url} rel="noopener noreferrer external">
                {shortened(link.url)}
              </a>
            }
            meta={[link.by, link.at?.slice(0, 5)].filter(Boolean).join(' · ')}
            act={takesPart && <Offer meeting={meeting} link={link} />}
          />
        ))}
      </Rows>
    </Section>
  );
};
