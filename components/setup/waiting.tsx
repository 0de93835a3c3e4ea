import { AnswerGate } from "#components/office/answer-gate.tsx";
import type { Answer } from "#lib/client/answers.ts";

/** What is asked for has not come yet: that it is on its way, or why it does not come. */
export function Waiting({ answer }: { answer: Answer<unknown> }) {
  return <AnswerGate answer={answer}>{() => null}</AnswerGate>;
}
