import { known, mapObserved, unknown, type Known, type Observed } from '../../core/observed.js';
import { grouped } from '../../core/grouped.js';
import { quotedList } from '../../core/text/text.js';
import type {
  OptimizeReadings,
  OptimizeStatus,
  RunningEngine,
  UiConfiguration,
} from '../../probe/optimize/types.js';
import type { StoreReadings } from '../../probe/store/types.js';
import { storeFactsOf } from './store-facts.js';
import type { ImportSamples, OptimizeSubject, Readiness } from './types.js';

/** Samples over less than this tell nothing: an idle engine shows that it imports for a moment about every 10 seconds. */
const LONG_ENOUGH = { samples: 20, milliseconds: 60_000 };

const NOT_ASKED = unknown('not-asked', 'Optimize was not asked: --running does that');

/** Turns what was read from a running Optimize into the facts that rules may need. */
export function optimizeSubjectOf(
  optimize: OptimizeReadings | null,
  store: StoreReadings | null,
): OptimizeSubject {
  return {
    asked: [
      ...(optimize === null ? [] : ['optimize' as const]),
      ...(store === null ? [] : ['store' as const]),
    ],
    readings: { optimize, store },
    facts: {
      contact: optimize?.contact ?? NOT_ASKED,
      runningVersion: mapObserved(optimize?.ui ?? NOT_ASKED, ({ version: text, profile }) => ({
        text,
        profile,
      })),
      ...enginesAndStatus(enginesOf(optimize?.ui ?? NOT_ASKED), optimize?.status ?? NOT_ASKED),
      readiness: optimize === null ? NOT_ASKED : readinessOf(optimize),
      importSamples: optimize === null ? NOT_ASKED : samplesOf(optimize),
      ...storeFactsOf(store, optimize?.serverTime ?? null),
    },
  };
}

function enginesOf(ui: Observed<UiConfiguration>): Observed<readonly RunningEngine[]> {
  if (!ui.known) return ui;
  const { engines, version, hasEngines } = ui.value;
  if (engines === null)
    return unknown(hasEngines ? 'failed' : 'absent', `Optimize ${version} does not tell its engines`);
  const untold = engines.filter(({ engineName, endpoint }) => engineName === null || endpoint === null);
  const gaps = untold.map(
    ({ alias }) =>
      `Optimize does not tell the name and the web applications of engine ${quotedList([alias])}`,
  );
  return known(engines, ui.evidence, gaps);
}

/** Both name every engine that the process was started with: what one of them lacks, nobody can judge by it. */
function enginesAndStatus(
  runningEngines: Observed<readonly RunningEngine[]>,
  status: Observed<OptimizeStatus>,
): Pick<OptimizeSubject['facts'], 'runningEngines' | 'status'> {
  if (!runningEngines.known || !status.known) return { runningEngines, status };
  const lists = [runningEngines.value, status.value.engines].map((all) => all.map(({ alias }) => alias));
  const named = grouped(lists.flat(), (alias) => alias);
  const aliases = [...named].flatMap(([alias, times]) => (times.length < lists.length ? alias : []));
  if (aliases.length === 0) return { runningEngines, status };
  const gap = `/api/ui-configuration and /api/status do not both name ${quotedList(aliases)}`;
  const open = <T>(fact: Known<T>): Known<T> => ({ ...fact, gaps: [...fact.gaps, gap] });
  return { runningEngines: open(runningEngines), status: open(status) };
}

function readinessOf({ ready, status }: OptimizeReadings): Observed<Readiness> {
  const engines = status.known ? status.value.engines : [];
  const disconnected = engines.filter(({ connected }) => !connected).map(({ alias }) => alias);
  return mapObserved(ready, (value) => ({ ready: value, disconnected }));
}

function samplesOf({ samples, status }: OptimizeReadings): Observed<ImportSamples> {
  if (!status.known) return status;
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined)
    return unknown('not-asked', 'whether an engine ever imports shows only after a minute: --watch');
  const milliseconds = last.at - first.at;
  if (samples.length < LONG_ENOUGH.samples || milliseconds < LONG_ENOUGH.milliseconds)
    return unknown('failed', 'the status of Optimize could not be read for a whole minute');
  const seen = new Set(
    samples.flatMap(({ status: { engines } }) =>
      engines.flatMap(({ alias, importing }) => (importing === false ? [] : [alias])),
    ),
  );
  const aliases = new Set(samples.flatMap(({ status: { engines } }) => engines.map(({ alias }) => alias)));
  const value = {
    seconds: Math.round(milliseconds / 1_000),
    samples: samples.length,
    never: [...aliases].filter((alias) => !seen.has(alias)),
  };
  return known(value, status.evidence);
}
