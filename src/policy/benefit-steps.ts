import { Refusal } from '../kernel/refusal.js'
import { malformedList } from './refusals.js'

/** 一级标准：from this many on, so much. */
export interface Step {
  readonly from: number
  readonly value: number
}

/** 解析分级标准。'1:12 5:18 10:24', whole numbers in ascending order. Stops with `policy.malformed-list`. */
export function parseSteps(parameter: string, text: string): Step[] {
  const steps = text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const match = /^(\d{1,4}):(\d{1,6})$/.exec(word)
      if (match === null) throw new Refusal(malformedList, { parameter, found: word })
      return { from: Number(match[1]), value: Number(match[2]) }
    })
  for (const [index, { from }] of steps.entries()) {
    const before = steps[index - 1]
    if (before !== undefined && before.from >= from) throw new Refusal(malformedList, { parameter, found: text })
  }
  return steps
}

/** The value of the last step reached; none below the first. */
export function stepValue(steps: readonly Step[], reached: number): number | undefined {
  return steps.findLast(({ from }) => from <= reached)?.value
}
