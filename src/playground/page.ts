import type { Finding, Location } from '../core/finding.js';
import { counted } from '../core/text/text.js';
import { KNOWN_VERSIONS } from '../optimize/releases.js';
import { allCorrected, corrected, judged, withoutSecrets, type Judged } from './judge.js';
import { fragmentOf, textIn } from './link.js';

const EXAMPLE = `engines:
  eu:
    name: default
    rest: http://eu.example.com:8080/engine-rest
    importEnabld: true
    authentication:
      enabled: true
      user: optimize
      password: changeit
    webapps:
      endpoint: http://eu.example.com:8080/camunda
      enabled: true
  us:
    name: default
    rest: http://eu.example.com:8080/engine-rest/
    importEnabled: yes
    authentication:
      enabled: false
    webapps:
      enabled: false
`;

/** So long nothing is judged while somebody types. */
const PAUSE_MS = 150;

const editor = element('text', HTMLTextAreaElement);
const release = element('release', HTMLSelectElement);
const summary = element('summary', HTMLElement);
const list = element('findings', HTMLElement);
const message = element('message', HTMLElement);
const fixAll = element('fix-all', HTMLButtonElement);
const undo = element('undo', HTMLButtonElement);

let now: Judged | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const before: string[] = [];

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.querySelector(`#${id}`);
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
  return found;
}

async function judge(): Promise<void> {
  const text = editor.value;
  const result = await judged(text, release.value);
  // Somebody typed on meanwhile.
  if (text !== editor.value) return;
  now = result;
  show(result);
}

function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void judge(), PAUSE_MS);
}

function show({ state, problem, text }: Judged): void {
  const findings = state?.findings ?? [];
  const isEmpty = text.trim() === '';
  fixAll.disabled = (state?.fixable.length ?? 0) === 0;
  if (isEmpty) summary.textContent = 'Nothing to check yet.';
  else if (problem !== null) summary.textContent = 'This cannot be checked.';
  else summary.textContent = summaryOf(findings);
  summary.className = isEmpty || problem !== null ? '' : (findings[0]?.severity ?? 'good');
  if (isEmpty) list.replaceChildren();
  else if (problem !== null) list.replaceChildren(item('error', [paragraph(problem)]));
  else list.replaceChildren(...findings.map((finding) => findingItem(finding)));
}

function summaryOf(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings.';
  const count = (severity: Finding['severity']): number =>
    findings.filter((each) => each.severity === severity).length;
  const parts = (['error', 'warning', 'info'] as const)
    .map((severity) => [count(severity), severity] as const)
    .filter(([number]) => number > 0);
  return parts
    .map(([number, severity]) => (severity === 'info' ? `${number} info` : counted(number, severity)))
    .join(', ');
}

function findingItem(finding: Finding): HTMLElement {
  const { rule, name, severity, message: words, advice, remedy, url, locations } = finding;
  const heading = document.createElement('h3');
  const page = document.createElement('a');
  page.href = `../${url.replace(/^docs\//u, '')}`;
  page.textContent = `${rule} ${name}`;
  heading.append(`${severity}: `, page);
  const places = document.createElement('p');
  places.className = 'buttons';
  for (const place of locations) places.append(placeButton(place));
  if ((finding.edits?.length ?? 0) > 0) places.append(fixButton(finding));
  const shown = advice?.lines ?? [];
  const lines = document.createElement('pre');
  lines.textContent = shown.join('\n');
  const parts = [heading, paragraph(words), paragraph(advice?.words ?? remedy)];
  return item(severity, [...parts, ...(shown.length > 0 ? [lines] : []), places]);
}

function item(severity: string, children: readonly HTMLElement[]): HTMLElement {
  const made = document.createElement('li');
  made.className = severity;
  made.append(...children);
  return made;
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}

function placeButton({ line, column, endLine, endColumn, note }: Location): HTMLButtonElement {
  return button(`Line ${line}${note === null ? '' : `: ${note}`}`, () => {
    editor.focus();
    editor.setSelectionRange(offsetOf(line, column), offsetOf(endLine, endColumn));
    // No browser scrolls to a selection by itself.
    const height = Number.parseFloat(getComputedStyle(editor).lineHeight);
    editor.scrollTop = Math.max(0, (line - 4) * height);
    editor.scrollIntoView({ block: 'nearest' });
  });
}

/** A text field has LF at the end of every line. */
function offsetOf(line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at += 1) start = editor.value.indexOf('\n', start) + 1;
  return start + column - 1;
}

function fixButton(finding: Finding): HTMLButtonElement {
  const made = button('Correct this', () => {
    // Somebody typed since it was found.
    const after = now === null || now.text !== editor.value ? null : corrected(now, finding);
    if (after === null) say('The text has changed: this edit cannot be made any more.');
    else replace(after, `${finding.rule} is corrected.`);
  });
  made.className = 'fix';
  return made;
}

function replace(text: string, words: string): void {
  if (text === editor.value) {
    say('Nothing was changed.');
    return;
  }
  before.push(editor.value);
  undo.disabled = false;
  editor.value = text;
  say(words);
  // The button that was pressed is gone with its finding.
  editor.focus({ preventScroll: true });
  void judge();
}

function say(words: string): void {
  message.textContent = words;
}

async function correctAll(): Promise<void> {
  const text = editor.value;
  const after = await allCorrected(await judged(text, release.value));
  if (text === editor.value) replace(after, 'Corrected what cannot change what is imported.');
}

async function share(): Promise<void> {
  await judge();
  const masked = now === null ? null : withoutSecrets(now);
  if (masked === null) {
    say('What cannot be checked cannot be shared: nobody knows where its secrets are.');
    return;
  }
  const fragment = await fragmentOf(masked);
  if (fragment === null) {
    say('The text is too long for a link.');
    return;
  }
  history.replaceState(null, '', `#${fragment}`);
  const what =
    masked === editor.value
      ? ''
      : ' Secrets are replaced by ***; what you cannot see here is not masked: read the text first.';
  say(
    `${(await copied(location.href)) ? 'The link is in the clipboard' : 'The link is in the address bar'}.${what}`,
  );
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

async function open(file: File | undefined): Promise<void> {
  if (file === undefined) return;
  replace(await file.text(), `${file.name} is open. It stays on this machine.`);
}

async function fromAddress(): Promise<void> {
  const text = await textIn(location.hash.slice(1));
  if (text !== null) editor.value = text;
  await judge();
}

for (const version of KNOWN_VERSIONS.toReversed()) {
  const option = document.createElement('option');
  option.value = version;
  option.textContent = `Optimize ${version}`;
  release.append(option);
}
editor.addEventListener('input', soon);
release.addEventListener('change', () => void judge());
fixAll.addEventListener('click', () => void correctAll());
undo.addEventListener('click', () => {
  editor.value = before.pop() ?? editor.value;
  undo.disabled = before.length === 0;
  say('The text is as it was before.');
  void judge();
});
element('example', HTMLButtonElement).addEventListener('click', () =>
  replace(EXAMPLE, 'An example with some faults.'),
);
element('share', HTMLButtonElement).addEventListener('click', () => void share());
const picker = element('file', HTMLInputElement);
picker.addEventListener('change', () => void open(picker.files?.[0]));
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  void open(event.dataTransfer?.files[0]);
});
addEventListener('hashchange', () => void fromAddress());
void fromAddress();
