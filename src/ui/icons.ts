/** Icons as paths in a 16 by 16 box, drawn with the text's colour. */
export const ICONS = {
  check: 'M3 8.5l3.2 3.2L13 5',
  info: 'M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 7.2v4M8 4.9v.1',
  clock: 'M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 4.5V8l2.4 1.6',
  warning: 'M8 2.2l6.3 11.3H1.7zM8 6.4v3.4M8 11.7v.1',
  stop: 'M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2zM5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4 4-4',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  undo: 'M3 6h6.5a3.5 3.5 0 010 7H6M5.5 3.2L2.8 6l2.7 2.8',
  redo: 'M13 6H6.5a3.5 3.5 0 000 7H10M10.5 3.2L13.2 6l-2.7 2.8',
  moon: 'M13 9.6A5.6 5.6 0 016.4 3 5.6 5.6 0 1013 9.6z',
  sun: 'M8 5.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6zM8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1',
  share: 'M8 10V2M5 4.6L8 2l3 2.6M3.5 8v5.5h9V8',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.2a2.5 2.5 0 015 0v2.3',
  file: 'M4 1.8h5l3 3v9.4H4zM9 1.8v3h3',
  run: 'M4.5 3l8 5-8 5z',
  plus: 'M8 3v10M3 8h10',
  up: 'M4 10l4-4 4 4',
  folder: 'M1.8 3.8h4.4l1.4 1.6h6.6v7.8H1.8z',
} as const;

export type IconName = keyof typeof ICONS;
