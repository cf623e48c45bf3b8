import { Trans } from '@lingui/react/macro';
import type { ChatMessage } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../people/queries.ts';
import { Paragraphs } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import styles from './past.module.css';

/** The messages of a chat in their order, with who wrote them and when by the meeting’s clock. */
export const Messages = ({
  community,
  messages,
}: {
  community: string;
  messages: readonly ChatMessage[];
}) => {
  const { data: members = [] } = useQuery(membersQuery(community));
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return (
    <Section id="messages" title={<Trans>Messages</Trans>}>
      <ol className={styles.lines}>
        {messages.map(({ id, at, by, person = '', text }) => (
          <li key={id} className={styles.line}>
            <span className={styles.number}>{at.slice(0, 5)}</span>
            <div className={styles.text}>
              <b>{by ?? names.get(person) ?? <Trans>A member</Trans>}</b>
              <Paragraphs text={text} />
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
};
