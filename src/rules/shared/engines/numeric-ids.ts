/** Whether an id is one of the database's counter: `key:version:number`, or the number alone where that would be too long. UUIDs never are. */
export function isNumericId(id: string): boolean {
  return /^\d+$/.test(id.slice(id.lastIndexOf(':') + 1));
}
