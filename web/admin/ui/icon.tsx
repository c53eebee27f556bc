/** Few, drawn on a 20-unit grid, always beside a word: none of them says anything by itself. */
const paths = {
  home: 'M3 9.5 10 3l7 6.5V17h-4.5v-4.5h-5V17H3z',
  profiles: 'M4 4h12v12H4zM7 8h6M7 12h4',
  providers: 'M3 6h14v9H3zM6 6V4h8v2M7 10h2m3 0h2',
  people:
    'M7 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3 2-5 5-5s5 2 5 5M13 9a2.5 2.5 0 1 0 0-5M14 12c2.500 0 4 2 4 5',
  recoveries: 'M4 10a6 6 0 1 0 2-4.500L4 7M4 3v4h4M10 7v3l2 2',
  readiness: 'M3 10.500 8 15.500 17 5.500',
  audit: 'M5 3h10v14H5zM8 7h4M8 10h4M8 13h2',
  settings: 'M4 6h12M4 10h12M4 14h12M7 4v4m6 0v4m-5 0v4',
  menu: 'M3 5h14M3 10h14M3 15h14',
  down: 'm5 8 5 5 5-5',
  more: 'M4.500 10h.01M10 10h.01M15.500 10h.01',
  drag: 'M7 5h.01M13 5h.01M7 10h.01M13 10h.01M7 15h.01M13 15h.01',
  close: 'm5 5 10 10M15 5 5 15',
  tick: 'm4 10.500 4 4 8-9',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zm4.500-1.500L17 17',
} as const;

export type IconName = keyof typeof paths;

export const Icon = (props: { readonly name: IconName }) => (
  <svg
    className="icon"
    viewBox="0 0 20 20"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <path d={paths[props.name]} />
  </svg>
);
