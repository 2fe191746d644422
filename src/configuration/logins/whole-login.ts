/** `user:password`, where both are there. */
export function wholeLogin(
  login: { readonly user: string | null; readonly password: string | null } | null,
): readonly string[] {
  const { user, password } = login ?? { user: null, password: null };
  return user === null || user === '' || password === null || password.trim() === ''
    ? []
    : [`${user}:${password}`];
}
