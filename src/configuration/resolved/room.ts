/** What placeholders become is far shorter in any configuration that works, and many such values still fit into memory. */
export const LONGEST_VALUE = 1_000_000;
export const LONGEST_TOGETHER = 5_000_000;

/** How much longer than it is written a configuration may become by the values of its placeholders. */
export class Room {
  #left = LONGEST_TOGETHER;

  /** Whether a text of this length, so much of it from values, is short enough; takes the room for it. */
  holds(length: number, more: number): boolean {
    if (more <= 0) return true;
    if (length > LONGEST_VALUE || more > this.#left) return false;
    this.#left -= more;
    return true;
  }
}
