import type { LockedOutPerson } from './locked-out-person.ts';

/** The access pass on the page, as a person would copy it. */
export async function readsPass({ page }: LockedOutPerson): Promise<string> {
  const groups = page.locator('.pass span');
  await groups.first().waitFor();
  return (await groups.allTextContents()).join(' ');
}

export interface TypedPass {
  /** Of the sign-in page. */
  readonly origin: string;
  readonly accountName: string;
  readonly pass: string;
}

/** From the sign-in page to the press that uses the pass. */
export async function typesPass(person: LockedOutPerson, typed: TypedPass): Promise<void> {
  await person.page.goto(typed.origin);
  await person.types('Account name or email', typed.accountName);
  await person.presses('Continue');
  await person.presses('Other ways to sign in');
  await person.presses(/^Access pass/);
  await person.types('Access pass', typed.pass);
  await person.presses('Use access pass');
}

/** The sentence for every pass that signs nobody in. */
export async function isNotSignedIn({ page }: LockedOutPerson): Promise<void> {
  await page.getByRole('alert').getByText('That did not sign you in.').waitFor();
}
