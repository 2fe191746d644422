import { LONGEST_TOGETHER, LONGEST_VALUE } from '../../core/longest-values.js';

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
