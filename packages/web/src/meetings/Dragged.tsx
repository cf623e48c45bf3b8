import { useLingui } from '@lingui/react/macro';
import { GripVertical } from 'lucide-react';
import { useRef } from 'react';
import { useButton } from 'react-aria/useButton';
import { useDrag } from 'react-aria/useDrag';
import { useDrop } from 'react-aria/useDrop';
import styles from './meetings.module.css';

const itemType = 'skein-agenda-item';

interface HandleProps {
  readonly id: string;
  readonly title: string;
  onDragged(id: string | undefined): void;
}

/** What an item is dragged by: with a mouse, or from the keyboard, where Enter takes it up and Tab goes on to where it may be put. */
export const Handle = ({ id, title, onDragged }: HandleProps) => {
  const { t } = useLingui();
  const ref = useRef<HTMLDivElement>(null);
  const { dragProps, dragButtonProps, isDragging } = useDrag({
    hasDragButton: true,
    getItems: () => [{ [itemType]: id, 'text/plain': title }],
    getAllowedDropOperations: () => ['move'],
    onDragStart: () => onDragged(id),
    onDragEnd: () => onDragged(undefined),
  });
  const { buttonProps } = useButton(
    { ...dragButtonProps, 'aria-label': t`Drag: ${title}`, elementType: 'div' },
    ref,
  );
  return (
    <div {...dragProps} className={`${styles.handle} ${isDragging ? styles.dragged : ''}`}>
      <div {...buttonProps} ref={ref}>
        <GripVertical className="icon" aria-hidden="true" />
      </div>
    </div>
  );
};

interface PlaceProps {
  /** What is said of it to who does not see where it is. */
  readonly label: string;
  onPut(): void;
}

/** Where an item may be put, while one is dragged. */
export const Place = ({ label, onPut }: PlaceProps) => {
  const ref = useRef<HTMLDivElement>(null);
  const { dropProps, isDropTarget } = useDrop({
    ref,
    getDropOperation: (types) => (types.has(itemType) ? 'move' : 'cancel'),
    onDrop: onPut,
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button takes no drop
    <div
      {...dropProps}
      ref={ref}
      role="button"
      tabIndex={-1}
      aria-label={label}
      className={`${styles.place} ${isDropTarget ? styles.over : ''}`}
    />
  );
};
