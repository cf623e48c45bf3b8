import { Trans, useLingui } from '@lingui/react/macro';
import { fileLimit, fileTypes } from '@skein/contracts/kept-files';
import { Paperclip } from 'lucide-react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Button } from '../ui/button/Button.tsx';
import { Buttons } from '../ui/layout/Layout.tsx';
import { Progress } from '../ui/progress/Progress.tsx';
import { useSizes } from './sizes.ts';

const endings = Object.keys(fileTypes).map((ending) => `.${ending}`);

interface ChosenFileProps {
  readonly file: File | undefined;
  readonly onChoose: (file: File | undefined) => void;
  /** How much of it has gone, while it goes. */
  readonly share: number | undefined;
}

/** The file that goes in instead of an address or a text, and how far it is. */
export const ChosenFile = ({ file, onChoose, share }: ChosenFileProps) => {
  const { t } = useLingui();
  const { size } = useSizes();
  const most = size(fileLimit);
  const percent = Math.round((share ?? 0) * 100);
  return (
    <div className="stack stack--tight">
      {file && (
        <p>
          {file.name} <span className="quiet num">{size(file.size)}</span>
        </p>
      )}
      <Buttons>
        <FileTrigger acceptedFileTypes={endings} onSelect={(files) => onChoose(files?.[0])}>
          <Button look="quiet" size="small">
            <Paperclip className="icon" aria-hidden="true" />
            {file ? <Trans>Choose another file</Trans> : <Trans>Choose a file instead</Trans>}
          </Button>
        </FileTrigger>
        {file && (
          <Button look="bare" size="small" onPress={() => onChoose(undefined)}>
            <Trans>No file</Trans>
          </Button>
        )}
      </Buttons>
      <p className="small quiet">
        <Trans>Documents, pictures, sound and text, at most {most}. Anything else goes in as a link.</Trans>
      </p>
      {share !== undefined && (
        <div role="status">
          <Progress title={t`Sending the file`} done={percent} of={100} said={t`${percent} of 100`} />
        </div>
      )}
    </div>
  );
};
