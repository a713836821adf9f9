import type { Period } from '../kernel/period.js'
import type { Keeping } from '../records/keeping.js'
import { shownFirstMonth } from '../records/path.js'
import type { RightsRecord } from '../records/rights-record.js'

/** 首次参保年月, where it is one of the months shown. */
export function firstEnrolledOf(
  { registration, narrowed }: RightsRecord,
  insurance: string,
): { firstEnrolled?: Period } {
  const enrolment = registration.enrolments.find((one) => one.insurance === insurance)
  const first = shownFirstMonth(enrolment, narrowed)
  return first === undefined ? {} : { firstEnrolled: first.value }
}

/** 数据来源, as printed. */
export function sourceOf({ source }: Keeping): string {
  return source === undefined ? '本机构' : (SOURCES[source] ?? source)
}

const SOURCES: Readonly<Record<string, string>> = { tax: '税务部门传来', bank: '银行传来', agency: '本机构' }
