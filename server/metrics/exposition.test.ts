import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expose, type Metric } from "./exposition.ts";
import { createHistogram } from "./histogram.ts";
import { readExposition } from "./read-exposition-under-test.ts";

const text = fc.string({ unit: fc.constantFrom("a", '"', "\\", "\n", "{", "}", ",", "=", " ", "č", "n") });
const name = fc.stringMatching(/^[a-z_:][a-z0-9_:]{0,10}$/);
const value = fc.oneof(fc.double({ noNaN: true }), fc.integer());

const metric: fc.Arbitrary<Metric> = fc.oneof(
  fc.record({
    name,
    help: text,
    type: fc.constantFrom("counter" as const, "gauge" as const),
    samples: fc.array(
      fc.record({
        labels: fc.dictionary(fc.stringMatching(/^[a-z_][a-z0-9_]{0,5}$/), text, { noNullPrototype: true }),
        value,
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    name,
    help: text,
    type: fc.constant("histogram" as const),
    of: fc.array(fc.integer({ min: -5, max: 5 })).map((values) => {
      const histogram = createHistogram([-1, 0, 2.5]);
      for (const each of values) histogram.observe(each);
      return histogram.counts();
    }),
  }),
);

function told(one: Metric) {
  if (one.type !== "histogram")
    return one.samples.map(({ labels = {}, value: of }) => ({ name: one.name, labels, value: of }));
  const { buckets, sum, count } = one.of;
  return [
    ...buckets.map(({ atMost, count: upTo }) => ({
      name: `${one.name}_bucket`,
      labels: { le: atMost === Number.POSITIVE_INFINITY ? "+Inf" : `${atMost}` },
      value: upTo,
    })),
    { name: `${one.name}_sum`, labels: {}, value: sum },
    { name: `${one.name}_count`, labels: {}, value: count },
  ];
}

describe("the text that Prometheus reads", () => {
  test("[H51] says what was told, whatever the texts hold", () => {
    fc.assert(
      fc.property(fc.uniqueArray(metric, { selector: (one) => one.name, maxLength: 4 }), (metrics) => {
        const read = readExposition(expose(metrics));
        expect([...read.keys()]).toEqual(metrics.map((one) => one.name));
        for (const one of metrics) {
          expect(read.get(one.name)).toEqual({ help: one.help, type: one.type, samples: told(one).map(withoutMinus) });
        }
      }),
    );
  });

  test("[H51] control: a label whose quote is not escaped cannot be read", () => {
    expect(() => readExposition('# HELP a b\n# TYPE a gauge\na{x="""} 1\n')).toThrow("no labels");
  });

  test("[H51] a histogram counts each value in every bucket that holds it", () => {
    const histogram = createHistogram([1, 2]);
    for (const each of [0.5, 1, 1.5, 2, 99]) histogram.observe(each);
    expect(histogram.counts()).toEqual({
      buckets: [
        { atMost: 1, count: 2 },
        { atMost: 2, count: 4 },
        { atMost: Number.POSITIVE_INFINITY, count: 5 },
      ],
      sum: 104,
      count: 5,
    });
  });
});

/** In the text there is one nought. */
function withoutMinus<Told extends { readonly value: number }>(sample: Told): Told {
  return { ...sample, value: sample.value + 0 };
}
