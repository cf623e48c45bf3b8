import { Check, Clock } from 'lucide-react';
import { useState } from 'react';
import { Avatar, PersonLine } from '../ui/avatar/Avatar.tsx';
import { Badge } from '../ui/badge/Badge.tsx';
import { Banner } from '../ui/banner/Banner.tsx';
import { Button } from '../ui/button/Button.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { Buttons, Cards, Title } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { Progress } from '../ui/progress/Progress.tsx';
import { DayTile, Row, Rows, Tile } from '../ui/sheet/Sheet.tsx';
import { Swatch } from '../ui/threads/Threads.tsx';
import { Toasts } from '../ui/toast/Toasts.tsx';
import { say } from '../ui/toast/toasts.ts';
import { FormPieces } from './FormPieces.tsx';
import styles from './gallery.module.css';

const Asked = () => {
  const [open, setOpen] = useState(false);
  return (
    <Buttons>
      <Button look="quiet" onPress={() => setOpen(true)}>
        Ask
      </Button>
      <Button look="quiet" onPress={() => say('The step is done.', { label: 'Undo', act: () => undefined })}>
        Say
      </Button>
      <Dialog title="Delete the meeting of 10 December?" open={open} onClose={() => setOpen(false)}>
        <p>Its agenda goes with it. This cannot be undone.</p>
        <Buttons>
          <Button look="dangerFinal" onPress={() => setOpen(false)}>
            Delete the meeting
          </Button>
          <Button look="quiet" onPress={() => setOpen(false)}>
            Keep it
          </Button>
        </Buttons>
      </Dialog>
    </Buttons>
  );
};

/** Every widget once, with its states; for who builds pages, so in English alone. */
export const Gallery = () => (
  <main className={styles.gallery}>
    <Title lead="Every piece once, with its states.">Pieces</Title>
    <section>
      <h2>Buttons</h2>
      <Buttons>
        <Button>Send the letter</Button>
        <Button look="quiet">Keep as draft</Button>
        <Button look="bare">Add</Button>
        <Button look="danger">Take it out</Button>
        <Button look="dangerFinal">Delete for good</Button>
        <Button pending="Saving …">Save</Button>
      </Buttons>
    </section>
    <FormPieces />
    <section>
      <h2>Badges and people</h2>
      <Buttons>
        <Badge>Draft</Badge>
        <Badge tone="accent">Forming</Badge>
        <Badge tone="positive">
          <Check className="icon" aria-hidden="true" />
          Going
        </Badge>
        <Badge tone="caution">
          <Clock className="icon" aria-hidden="true" />
          Closes tomorrow
        </Badge>
        <Badge tone="danger">Not sent</Badge>
        <Badge tone="line">Open</Badge>
      </Buttons>
      <Buttons>
        <PersonLine id="ines" name="Ines Adeyemi">
          Core group
        </PersonLine>
        <Avatar id="tomasz" name="Tomasz Lindqvist" size="large" />
      </Buttons>
    </section>
    <section>
      <h2>Rows</h2>
      <Rows>
        <Row
          lead={
            <Tile of="calm">
              <Check className="icon" />
            </Tile>
          }
          title="Send the handover sheet round"
          meta="Your step in Calm handovers"
          act={
            <Button look="quiet" size="small">
              Mark as done
            </Button>
          }
        />
        <Row
          lead={<DayTile of="waiting" weekday="Tue" day="1" month="Dec" />}
          title="Letters people understand"
          meta="12:30 GMT"
        />
      </Rows>
    </section>
    <section>
      <h2>Notice, toast, dialog, progress</h2>
      <Notice>This meeting is shown in your zone.</Notice>
      <Notice tone="positive">A letter is on its way.</Notice>
      <Notice tone="caution">Two people edited this.</Notice>
      <Notice tone="danger">That did not work.</Notice>
      <Asked />
      <Progress title="The sheet" done={7} of={10} said="7 of 10 steps done" />
    </section>
    <section>
      <h2>Empty</h2>
      <Empty title="Nothing waits for you">Look round the communities.</Empty>
    </section>
    <section>
      <h2>Threads</h2>
      <Banner id="calm">
        <h3>Calm handovers</h3>
      </Banner>
      <Cards>
        {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'].map((id) => (
          <li key={id}>
            <Swatch id={id} large />
          </li>
        ))}
      </Cards>
    </section>
    <Toasts />
  </main>
);
