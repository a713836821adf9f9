import type { RightsRecord } from '../records/rights-record.js'
import { transferHistory } from './information-form.js'

/** 须先补正的：what stands in the way of sending a relation on, and what to do about it. */
export interface Problem {
  readonly zh: string
  readonly en: string
}

/** 转出之前的核对。Data that does not hold is not sent out; it is repaired first, and the clock goes on. */
export function problemsOf(record: RightsRecord, insurance: string): Problem[] {
  const problems: Problem[] = []
  const say = (zh: string, en: string) => problems.push({ zh, en })
  if (record.life.death !== undefined)
    say('此人已登记死亡，请核对死亡登记。', 'Registered as dead; check the registration.')
  if (record.life.retirement !== undefined)
    say('此人已核定退休待遇，关系不再转出。', 'A pension was determined here; the relation is not sent on.')
  const enrolment = record.registration.enrolments.find((one) => one.insurance === insurance)
  if (enrolment?.state === 'enrolled')
    say('此险种仍在本地参保，请先办理停保。', 'Still insured here; end the enrolment first.')
  if (transferHistory(record, insurance).months === 0)
    say('本地没有已到账的缴费月份，请核对缴费记录。', 'No month is paid here; check the contributions.')
  for (const doubt of record.doubts)
    if (doubt.insurance === undefined || doubt.insurance === insurance)
      say(`记录存疑：${doubt.zh}请先更正。`, `Doubt in the record: ${doubt.en} Correct it first.`)
  const gone = record.transfers.find((one) => one.insurance === insurance && one.direction === 'out')
  if (gone !== undefined)
    say(
      `已于 ${gone.month} 转出（${gone.document}），不重复转出。`,
      `Sent on already in ${gone.month} (${gone.document}).`,
    )
  return problems
}
