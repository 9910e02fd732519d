import type { Site } from './site';

const ID = /\/(?:video\/|channels\/\w+\/|showcase\/\d+\/video\/)?(\d{5,})(?:$|[/?#])/;
const address = (id: string): string => `https://vimeo.com/${id}`;

export const VIMEO: Site = {
  name: 'Vimeo',
  hosts: ['vimeo.com'],
  checked: '2026-11-22',
  sources:
    'Help page on AI labels (2024-07, read 2026); class names of the player’s title in tests of others. Unverified: the words themselves, the element that holds them, corners.',
  posts: [
    {
      layout: 'player',
      element: { alone: 'body' },
      id: [{ from: 'page', pattern: ID, alone: true }],
      permalink: [],
      address,
      author: [{ from: 'post', selector: '.vp-title-header a[rel~="author"]' }],
      // An embed without its title shows no label either.
      labelPlace: '.vp-title-header, main h1',
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 64 },
    collides: 'Title and byline top left, column of buttons top right, controls along the bottom.',
  },
  delivery: 'mse',
  labels: {
    data: [],
    hooks: [],
    texts: [
      {
        text: 'Includes AI',
        lang: 'en',
        kind: 'cannot-tell',
        since: '2024-07',
        source: 'caption of a picture',
        weak: true,
      },
    ],
    where: '.vp-title-header div, .vp-title-header span, main div, main span, main button',
    never: 'h1, h2, a, ul, ol, p, [class*="omment"], [class*="escription"], [data-description-content]',
  },
};
