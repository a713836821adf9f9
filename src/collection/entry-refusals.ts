import { Refusal } from '../kernel/refusal.js'
import { rowRefused } from './refusals.js'

/** 录入不予接受。What a clerk is told of one entry; a clerk may know what an employer may not. */
export function refuseEntry(zh: string, en: string): never {
  throw new Refusal(rowRefused, { zh, en })
}
