import type { Label } from '../../verdict/labels';

/** What a badge can stand for: a label, or a video that waits to be asked about. */
export type IconName = Label | 'waiting';

const CARD = 'M2.5 3.5h11v9h-11zM4.8 6.2h4M4.8 8.4h2.4';
const SPARKLE =
  'M7 2.2c.5 3 1.7 4.3 4.8 4.8C8.7 7.5 7.5 8.7 7 11.8 6.5 8.7 5.3 7.5 2.2 7 5.3 6.5 6.5 5.2 7 2.2z';

/** Outlines on a 16 by 16 grid, 1.4 wide, round ends; one for each label, all in the colour of the text. */
export const ICON_PATHS: Record<IconName, string> = {
  'credentials-invalid': 'M9 12.5H2.5v-9h11v3.2M4.8 6.2h4M4.8 8.4h2.4M11.8 9v2.6M11.8 13.6v.1',
  'ai-generated': `${SPARKLE}M12.3 10.4c.2 1.2.7 1.7 1.9 1.9-1.2.2-1.7.7-1.9 1.9-.2-1.2-.7-1.7-1.9-1.9 1.2-.2 1.7-.7 1.9-1.9z`,
  'ai-edited': `M6 2.2c.4 2.4 1.4 3.4 3.8 3.8C7.4 6.4 6.4 7.4 6 9.8 5.6 7.4 4.6 6.4 2.2 6 4.6 5.6 5.6 4.6 6 2.2zM7.5 13.8l.5-2 4.6-4.6 1.5 1.5-4.6 4.6z`,
  'camera-captured': 'M2 5h2.8l1.2-1.8h4L11.2 5H14v8H2zM8 6.6a2.3 2.3 0 1 0 .01 0z',
  credentials: `${CARD}M10.7 8.4a1.3 1.3 0 1 0 .01 0z`,
  'known-copy': 'M2.5 2.5h8v6h-8zM5.5 8.5v5h8v-6h-3',
  'credentials-unrecognised':
    'M8.4 12.5H2.5v-9h11v2.4M4.8 6.2h4M4.8 8.4h2.4M10.3 9.3a1.6 1.6 0 1 1 2.3 1.4c-.5.3-.7.5-.7 1M11.9 13.6v.1',
  'platform-label': 'M2.5 2.5h5.3l6 6-5.3 5.3-6-6zM5.3 5.3v.1',
  'visible-mark': 'M8 2.2c2.2 2.6 4 4.7 4 7a4 4 0 0 1-8 0c0-2.3 1.8-4.4 4-7zM6.2 9.6a1.9 1.9 0 0 0 1.7 1.9',
  'classifier-strong': 'M7 2.5a4.5 4.5 0 1 0 .01 0zM10.3 10.3l3.5 3.5M4.8 7.8l1.4-1.9 1.5 2.3 1.5-2.4',
  checking: 'M8 2.5a5.5 5.5 0 1 1-5.5 5.5',
  'could-not-check': 'M8 2.3a5.7 5.7 0 1 0 .01 0zM4 12l8-8',
  'nothing-found': 'M8 2.3a5.7 5.7 0 1 0 .01 0zM5.4 8h5.2',
  waiting: 'M8 2.3a5.7 5.7 0 1 0 .01 0zM8 5v3.2l2 1.3',
};
