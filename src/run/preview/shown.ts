import { maskText } from '../../configuration/secrets/masked-source.js';
import type { ModelDefinition } from '../../core/model.js';
import type { Preview } from '../../core/report/preview.js';

/** What of models is shown: a name may be a sentence with an address and a login in it. */
export function shownPreview({ models, targets, complete }: Preview): Preview {
  return {
    models: models.map((model) => ({ ...model, notExecutable: model.notExecutable.map(maskText) })),
    targets: targets.map((target) => ({
      ...target,
      deployments: target.deployments.map((each) => ({
        ...each,
        definition: shownDefinition(each.definition),
      })),
    })),
    complete,
  };
}

function shownDefinition({
  kind,
  key,
  name,
  versionTag,
  historyTimeToLive,
}: ModelDefinition): ModelDefinition {
  return {
    kind,
    key: maskText(key),
    name: masked(name),
    versionTag: masked(versionTag),
    historyTimeToLive: masked(historyTimeToLive),
  };
}

function masked(text: string | null): string | null {
  return text === null ? null : maskText(text);
}
