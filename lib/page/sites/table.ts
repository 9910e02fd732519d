import { BILIBILI } from './bilibili';
import { BLUESKY } from './bluesky';
import { DOUYIN } from './douyin';
import { FACEBOOK } from './facebook';
import { INSTAGRAM } from './instagram';
import { LINKEDIN } from './linkedin';
import { MASTODON } from './mastodon';
import { PINTEREST } from './pinterest';
import { REDDIT } from './reddit';
import type { Site } from './site';
import { SNAPCHAT } from './snapchat';
import { THREADS } from './threads';
import { TIKTOK } from './tiktok';
import { VIMEO } from './vimeo';
import { VK } from './vk';
import { X } from './x';
import { XIAOHONGSHU } from './xiaohongshu';
import { YOUTUBE } from './youtube';

/** The sites that are known, in no particular order: no two share a host. */
export const SITES: readonly Site[] = [
  ...[X, TIKTOK, INSTAGRAM, FACEBOOK, THREADS, YOUTUBE, REDDIT, LINKEDIN, BLUESKY, MASTODON, VIMEO],
  ...[PINTEREST, SNAPCHAT, VK, BILIBILI, DOUYIN, XIAOHONGSHU],
];
