import { baseOf } from '../address.js';
import { maskText } from './masked-source.js';

/**
 * Addresses as they may be shown. Two that differ in what is masked only, such as a query, stay two: the second one of a kind is numbered.
 */
export class AddressBook {
  readonly #known = new Map<string, Map<string, number>>();

  /** The form that tells whether two addresses are one; null where the text is no address. `named` has names for secret variables. */
  baseOf(address: string, named: string | null): string | null {
    const base = baseOf(address);
    if (base === null) return null;
    const shown = maskText(named ?? base);
    if (shown === base) return base;
    const alike = this.#known.get(shown) ?? new Map<string, number>();
    this.#known.set(shown, alike);
    const number = alike.get(base) ?? alike.size + 1;
    alike.set(base, number);
    return number === 1 ? shown : `${shown} (${number})`;
  }
}
