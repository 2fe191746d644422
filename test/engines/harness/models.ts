/** A file to deploy. */
export interface Model {
  readonly key: string;
  readonly file: string;
  readonly text: string;
}

/** A process that waits in a user task. `name` only makes its content differ; `days` is how long its history is kept. */
export function process(key: string, name = key, days = 180): Model {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://multi-engine">
  <process id="${key}" name="${name}" isExecutable="true" camunda:historyTimeToLive="P${days}D">
    <startEvent id="start"/>
    <sequenceFlow id="begin" sourceRef="start" targetRef="work"/>
    <userTask id="work" name="Work"/>
    <sequenceFlow id="finish" sourceRef="work" targetRef="end"/>
    <endEvent id="end"/>
  </process>
</definitions>
`;
  return { key, file: `${key}.bpmn`, text };
}

/** A decision table with one rule. `name` only makes its content differ. */
export function decision(key: string, name = key): Model {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
    xmlns:camunda="http://camunda.org/schema/1.0/dmn"
    id="${key}-requirements" name="${key}" namespace="http://multi-engine">
  <decision id="${key}" name="${name}" camunda:historyTimeToLive="P180D">
    <decisionTable id="${key}-table">
      <input id="${key}-input"><inputExpression id="${key}-expression" typeRef="integer"><text>amount</text></inputExpression></input>
      <output id="${key}-output" name="result" typeRef="string"/>
      <rule id="${key}-rule">
        <inputEntry id="${key}-when"><text>&gt; 10</text></inputEntry>
        <outputEntry id="${key}-then"><text>"high"</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
`;
  return { key, file: `${key}.dmn`, text };
}
