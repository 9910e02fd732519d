import type { LabelKind } from '../../evidence/platform-label/details';
import type { OriginalAddress } from './original-lookup';

/** One value out of the page. */
export interface Pick {
  /**
   * - `post`: the post element, or with `selector` its first own match (nothing of a post nested in it)
   * - `video`: the video, or with `selector` its nearest ancestor, across shadow roots
   * - `page`: the address of the document
   */
  from: 'post' | 'video' | 'page';
  selector?: string;
  /** Without one, the text content. */
  attribute?: string;
  /** Its first group is the value. */
  pattern?: RegExp;
  /** Counts only where the document holds no other video, so that the page's address is this post's. */
  alone?: true;
}

/** How one layout of a site holds its posts. */
export interface PostRule {
  layout: string;
  /**
   * Selector of the post, looked for from the video upwards, across shadow roots; or `alone`: the largest
   * ancestor inside a match of that selector which holds no other video.
   */
  element: string | { alone: string };
  /** The outermost match is the post, not the nearest. */
  outermost?: true;
  /** The rule does not hold where the post element has another video in it. */
  sole?: true;
  /** Other people's posts inside this one: quotes, comments. Nothing in them is this post's. */
  nested?: string;
  /** Tried in order; without an id the layout counts as unknown. */
  id: Pick[];
  /** Those that give a value must agree with the id, else the page is between two posts. */
  confirm?: Pick[];
  permalink: Pick[];
  /** Used where no pick gives a permalink. */
  address?: (id: string, author: string | null, page: URL) => string | null;
  author: Pick[];
  /** False: tiles and other people's copies, where no label would be shown. */
  labelled?: false;
  /** Where a label would stand: while the post has no match, a missing label says nothing. */
  labelPlace?: string;
}

/** A language-free mark: an attribute, a help id, an element of its own. */
export interface ElementHook {
  name: string;
  selector: string;
  kind: LabelKind;
  /** The part of the page that this mark belongs to; default is the element itself. */
  block?: string;
  /** Inside the block: the platform's words. */
  text?: string;
  /** Inside the block: what makes the kind another one. */
  refine?: { selector: string; kind: LabelKind };
}

/** What the page's embedded data says of one post; `kind` is null where it says that there is no label. */
export interface DataReading {
  kind: LabelKind | null;
  text: string;
}

/** JSON that the page carries in a script element, read without touching any function of the page. */
export interface DataHook {
  name: string;
  script: string;
  /** Must occur in the script, as must the post's id; otherwise it is not read. */
  needles: string[];
  /**
   * @param text of the script, bounded
   * @returns null where this data does not know the post
   */
  read(text: string, postId: string): DataReading | null;
}

export interface LabelText {
  text: string;
  /** BCP 47; `en` also stands for `en-GB`. */
  lang: string;
  kind: LabelKind;
  /** First and last month in which the platform showed it, where known. */
  since?: string;
  until?: string;
  source: string;
  /** Seen in a weak source only: counts when found, but not as knowing this language. */
  weak?: true;
  /** Only in these nodes, instead of the site's `where`. */
  only?: string;
  /** The text stands in this attribute. */
  attribute?: string;
}

export interface SiteLabels {
  data: DataHook[];
  hooks: ElementHook[];
  texts: LabelText[];
  /** The platform's own nodes, in which a text has to stand alone. */
  where: string;
  /** What looks like a label and is none: captions, titles, names, forms, icons of other things. */
  never: string;
  /** The words have to follow the video in the document. */
  after?: 'video';
}

/** Controls run along the bottom everywhere. */
export type Corner = 'top-left' | 'top-right';

/** Where the badge may sit. Lengths in CSS pixels, from the corner inwards; left and right are physical. */
export interface BadgePreference {
  corner: Corner;
  offset: { x: number; y: number };
  /** What stands in the other corners, in words. */
  collides: string;
}

export type Delivery = 'progressive' | 'mse' | 'either';

export interface OriginalFacts {
  video: HTMLVideoElement;
  post: Post | null;
  document: Document;
  /** Address of the document. */
  page: URL;
}

/** What is known of one site, as data; functions only where data cannot say it. */
export interface Site {
  name: string;
  /** Registrable or full host names; subdomains count. */
  hosts: string[];
  /** Recognised by its page instead, where anybody may host it. */
  looks?: (document: Document) => boolean;
  /** Day on which this was last compared with its sources. */
  checked: string;
  /** What it was written from; `unverified` marks what no source confirms. */
  sources: string;
  /** The first rule whose element is found decides, even when it then finds no id. */
  posts: PostRule[];
  badge: BadgePreference & { layouts?: Record<string, BadgePreference> };
  delivery: Delivery;
  /** Null: this platform prints no label about AI. */
  labels: SiteLabels | null;
  original?: (facts: OriginalFacts) => OriginalAddress | null;
}

/** A video's post. Everything in it was read from the page: untrusted. */
export interface Post {
  site: Site;
  rule: PostRule;
  /** Unique within the site. */
  postId: string;
  /** Absolute http(s) address. */
  permalink: string | null;
  author: string | null;
  element: Element;
  video: HTMLVideoElement;
}
