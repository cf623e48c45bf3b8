import { lazy, Suspense, useState } from 'react';
import { Button } from '../button/Button.tsx';
import type { AskedStepProps } from './AskedDialog.tsx';

// Loaded once it is asked for: most who see the button never press it.
const AskedDialog = lazy(() =>
  import('./AskedDialog.tsx').then((loaded) => ({ default: loaded.AskedDialog })),
);

/** A step that is asked about once, in a dialog that says what follows. */
export const AskedStep = (props: AskedStepProps) => {
  const { label, look = 'quiet' } = props;
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const ask = (): void => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      <Button look={look} size="small" onPress={ask}>
        {label}
      </Button>
      {asked && (
        <Suspense>
          <AskedDialog {...props} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
