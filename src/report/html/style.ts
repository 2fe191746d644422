/** Light and dark, a phone and paper. Nothing is loaded: fonts are those of the reader. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --faint: #57606a; --paper: #ffffff; --card: #f6f8fa; --line: #d0d7de; --error: #b42318; --warning: #8a4b00; --info: #2f5579; --good: #1a6b34; --mark: #fff1c2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --faint: #a3adb8; --paper: #14171a; --card: #1d2126; --line: #3a414a; --error: #ff9d94; --warning: #f0b866; --info: #9ec6ef; --good: #7fd69a; --mark: #4a3d12; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); } h3 { font-size: 1rem; margin: 0; }
a { color: var(--info); }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; list-style: none; padding: 0; margin: .5rem 0; }
.counts strong { font-size: 1.4rem; }
.error > h3, .error strong, .word-error { color: var(--error); } .warning > h3, .warning strong, .word-warning { color: var(--warning); } .info > h3, .info strong, .word-info { color: var(--info); } .word-ok { color: var(--good); }
.finding { border: 1px solid var(--line); border-left: .35rem solid var(--info); border-radius: .3rem; background: var(--card); padding: .75rem; margin: .75rem 0; break-inside: avoid; }
.finding.error { border-left-color: var(--error); } .finding.warning { border-left-color: var(--warning); }
.finding[hidden] { display: none; }
pre { background: var(--paper); border: 1px solid var(--line); border-radius: .3rem; padding: .5rem; margin: .5rem 0; white-space: pre-wrap; font: .85rem/1.4 ui-monospace, monospace; }
pre mark { background: var(--mark); color: inherit; text-decoration: underline; }
h4 { font-size: .85rem; margin: .5rem 0 0; color: var(--faint); }
ul { margin: .25rem 0; padding-left: 1.25rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; } form[hidden] { display: none; }
label { display: grid; font-size: .85rem; color: var(--faint); } select { font: inherit; max-width: 18rem; color: var(--ink); background: var(--paper); border: 1px solid var(--faint); border-radius: .3rem; padding: .25rem; }
.wide { overflow-x: auto; } .wide:focus-visible, select:focus-visible, a:focus-visible, summary:focus-visible { outline: 3px solid var(--info); outline-offset: 2px; }
table { border-collapse: collapse; font-size: .9rem; width: 100%; overflow-wrap: normal; } caption { text-align: left; color: var(--faint); } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); } tbody th { font-weight: 600; min-width: 7.5rem; } .long { display: inline-block; min-width: 7rem; overflow-wrap: anywhere; }
svg { display: block; width: 100%; min-width: 36rem; max-width: 60rem; height: auto; } .wide + .wide { margin-top: 1rem; } svg text { fill: var(--ink); font: 13px system-ui, sans-serif; } svg .faint { fill: var(--faint); font-size: 12px; } svg rect, svg ellipse, svg path.body { fill: var(--card); stroke: var(--faint); } svg .failed { stroke: var(--error); stroke-width: 2; } svg path { fill: none; stroke: var(--faint); } svg path.error { stroke: var(--error); } svg path.warning { stroke: var(--warning); } svg path.overlap { stroke-dasharray: 4 3; }
footer { color: var(--faint); font-size: .85rem; margin-top: 2rem; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } table { font-size: 7.5pt; } th, td { padding: .15rem .3rem; } tbody th { min-width: 0; } td, tbody th { overflow-wrap: anywhere; } .long { min-width: 4rem; } form { display: none; } .wide { overflow: visible; } h2 { break-after: avoid; } svg { break-inside: avoid; } a { color: inherit; } details > * { display: block; } }
`;

/** Choosing findings; without it all of them are shown. No sign in it is one that markup would take for its own. */
export const SCRIPT = `
const form = document.querySelector('form');
const findings = Array.from(document.querySelectorAll('.finding'));
const shown = document.querySelector('#shown');
function choose() {
  const wanted = new FormData(form);
  let count = 0;
  for (const finding of findings) {
    const fits = ['severity', 'rule', 'engine'].every((name) => {
      const value = wanted.get(name);
      return value === '' ? true : (' ' + finding.getAttribute('data-' + name) + ' ').includes(' ' + value + ' ');
    });
    finding.hidden = fits ? false : true;
    count += fits ? 1 : 0;
  }
  shown.textContent = count + ' of ' + findings.length + ' findings shown';
}
if (form) { form.hidden = false; form.addEventListener('input', choose); choose(); }
`;
