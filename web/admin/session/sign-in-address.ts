/** The person's sign-in page, which leads back here afterwards. It honours only addresses below `/admin`. */
export const signInAddress = (here: { readonly pathname: string; readonly search: string }): string =>
  `/?${new URLSearchParams({ next: `${here.pathname}${here.search}` })}`;
