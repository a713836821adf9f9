import { Refusal } from '../kernel/refusal.js'
import { emptyGrounds } from './refusals-maintenance.js'

/** 说明不能只有空白。The words of a reason, without the blanks around them. */
export function said(explanation: string): string {
  const text = explanation.trim()
  if (text === '') throw new Refusal(emptyGrounds, {})
  return text
}
