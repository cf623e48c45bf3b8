import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

const icons = { info: Info, caution: TriangleAlert, danger: CircleAlert, positive: CircleCheck };

interface NoticeProps {
  readonly tone?: keyof typeof icons;
  /** Read out as soon as it appears. */
  readonly live?: boolean;
  readonly children: ReactNode;
}

export const Notice = ({ tone = 'info', live = false, children }: NoticeProps) => {
  const Icon = icons[tone];
  return (
    <div className={`${styles.notice} ${styles[tone] ?? ''}`} role={live ? 'status' : undefined}>
      <Icon className="icon" aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
};
