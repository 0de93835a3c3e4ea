/** What one line of the text format tells. */
export interface ReadSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ReadMetric {
  readonly help: string;
  readonly type: string;
  readonly samples: readonly ReadSample[];
}

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const sampleLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;

interface Reading {
  readonly metrics: Map<string, { help: string; type: string; samples: ReadSample[] }>;
  current: string;
}

/** Reads the text format 0.0.4, by its specification alone, and throws at whatever is not of it. */
export function readExposition(text: string): ReadonlyMap<string, ReadMetric> {
  const reading: Reading = { metrics: new Map(), current: "" };
  if (text !== "" && !text.endsWith("\n")) throw new Error("the last line has no end");
  for (const line of text.split("\n").slice(0, -1)) readLine(reading, line);
  return reading.metrics;
}

function readLine(reading: Reading, line: string): void {
  const { metrics, current } = reading;
  const [, kind, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
  switch (kind) {
    case "HELP":
      if (!metricName.test(name) || metrics.has(name)) throw new Error(`not a new name: ${name}`);
      metrics.set(name, { help: unescaped(rest), type: "", samples: [] });
      reading.current = name;
      return;
    case "TYPE":
      takeType(reading, name, rest);
      return;
  }
  const sample = readSample(line);
  const isOfCurrent = sample.name === current || /^_(?:bucket|sum|count)$/.test(sample.name.slice(current.length));
  if (!(sample.name.startsWith(current) && isOfCurrent)) throw new Error(`a sample out of place: ${line}`);
  metrics.get(current)?.samples.push(sample);
}

function takeType({ metrics, current }: Reading, name: string, type: string): void {
  const metric = metrics.get(name);
  if (metric === undefined || name !== current || metric.type !== "") throw new Error(`a type out of place: ${name}`);
  metric.type = type;
}

function readSample(line: string): ReadSample {
  const found = sampleLine.exec(line);
  if (found === null) throw new Error(`no sample: ${line}`);
  const [, name = "", labels = "", value = ""] = found;
  return { name, labels: readLabels(labels), value: readNumber(value) };
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  let rest = text;
  while (rest !== "") {
    const found = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/.exec(rest);
    if (found === null) throw new Error(`no labels: ${text}`);
    const [whole, name = "", value = ""] = found;
    if (Object.hasOwn(labels, name)) throw new Error(`a label twice: ${text}`);
    labels[name] = unescaped(value);
    rest = rest.slice(whole.length);
  }
  return labels;
}

function readNumber(text: string): number {
  if (text === "+Inf") return Number.POSITIVE_INFINITY;
  if (text === "-Inf") return Number.NEGATIVE_INFINITY;
  if (text !== "NaN" && !/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) throw new Error(`no number: ${text}`);
  return Number(text);
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign));
}
