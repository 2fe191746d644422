/** Who has to know that the process stands still until somebody outside writes something: it hears no signal meanwhile. */
export interface Bystander {
  readonly beforeWaiting: () => void;
  readonly afterWaiting: () => void;
}

let bystander: Bystander | null = null;

/** One for the process, as its standard input is; null for nobody. */
export function tellBeforeWaiting(who: Bystander | null): void {
  bystander = who;
}

/** Does what may have to wait for people or for other programs. */
export function waiting<Result>(act: () => Result): Result {
  bystander?.beforeWaiting();
  try {
    return act();
  } finally {
    bystander?.afterWaiting();
  }
}
