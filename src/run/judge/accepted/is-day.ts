/** Whether a text is a day of the calendar, as YYYY-MM-DD: `Date.parse` alone takes February 30 for March 2. */
export function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === `${text}T00:00:00.000Z`;
}
