import { Trans, useLingui } from '@lingui/react/macro';
import { type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../button/Button.tsx';
import { Buttons } from '../layout/Layout.tsx';
import styles from './crop.module.css';
import { type Cut, pulled, squareOf } from './frame.ts';

/** As many pixels as a photo has in each direction: sharp on every screen, and small on the way. */
const side = 512;

const draw = (canvas: HTMLCanvasElement, picture: ImageBitmap, cut: Cut): void => {
  const { left, top, side: from } = squareOf(picture, cut);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, side, side);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, left, top, from, from, 0, 0, side, side);
};

interface SlideProps {
  readonly label: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly onChange: (value: number) => void;
}

const Slide = ({ label, value, from, to, onChange }: SlideProps) => {
  const id = useId();
  return (
    <div className={styles.slide}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={from}
        max={to}
        step={(to - from) / 50}
        value={value}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
};

interface CropProps {
  readonly picture: ImageBitmap;
  /** Said on the button while the photo is on its way. */
  readonly pending: string | false;
  readonly onDone: (photo: Blob) => void;
  readonly onCancel: () => void;
}

/** Cuts a square out of a picture: by sliders, which every keyboard moves, or by pulling it with hand or mouse. */
export const Crop = ({ picture, pending, onDone, onCancel }: CropProps) => {
  const { t } = useLingui();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [cut, setCut] = useState<Cut>({ zoom: 1, x: 0.5, y: 0.5 });
  useEffect(() => {
    if (canvas.current) draw(canvas.current, picture, cut);
  }, [picture, cut]);
  const pull = ({ currentTarget, buttons, movementX, movementY }: PointerEvent<HTMLCanvasElement>): void => {
    if (buttons === 0) return;
    const { width } = currentTarget.getBoundingClientRect();
    setCut((before) => pulled(picture, before, movementX / width, movementY / width));
  };
  const take = (): void => canvas.current?.toBlob((photo) => photo && onDone(photo), 'image/jpeg', 0.9);
  return (
    <div className={styles.crop}>
      <canvas
        ref={canvas}
        width={side}
        height={side}
        className={styles.picture}
        role="img"
        aria-label={t`Your photo, as it will be cut`}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={pull}
      />
      <Slide
        label={t`Nearer`}
        value={cut.zoom}
        from={1}
        to={4}
        onChange={(zoom) => setCut({ ...cut, zoom })}
      />
      <Slide
        label={t`From left to right`}
        value={cut.x}
        from={0}
        to={1}
        onChange={(x) => setCut({ ...cut, x })}
      />
      <Slide
        label={t`From top to bottom`}
        value={cut.y}
        from={0}
        to={1}
        onChange={(y) => setCut({ ...cut, y })}
      />
      <Buttons>
        <Button onPress={take} pending={pending}>
          <Trans>Use this photo</Trans>
        </Button>
        <Button look="quiet" onPress={onCancel}>
          <Trans>Not now</Trans>
        </Button>
      </Buttons>
    </div>
  );
};
