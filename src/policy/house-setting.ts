import type { Period } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'

/** 业务与系统参数的目录：every setting that the program reads, with the unit it is kept in. Days and minutes stay whole. */
export const HOUSE_SETTINGS = {
  'system.session-idle': 'minutes',
  'system.session-whole': 'minutes',
  'system.sign-in-free-tries': 'count',
  'system.sign-in-first-wait': 'minutes',
  'system.sign-in-longest-wait': 'minutes',
  'system.activation-code-life': 'days',
  'system.draft-days': 'days',
  'system.kiosk-idle': 'count',
  'system.address-tries': 'count',
  'system.letter-interval': 'days',
  'system.passkey-most': 'count',
  'system.challenge-life': 'minutes',
  'system.sign-in-note-days': 'days',
  'system.check-tries-per-code': 'count',
  'system.check-tries-per-address': 'count',
  'system.import-from-kilobytes': 'count',
  'system.import-most-megabytes': 'count',
  'business.statement-life': 'days',
  'business.proof-life': 'days',
  'business.review-term': 'days',
  'business.claim-life': 'minutes',
  'business.stand-in-longest': 'days',
  'business.moves-most': 'count',
  'business.idle-days': 'days',
  'business.search-most-hits': 'count',
  'business.employer-most-months': 'count',
  'business.levy-due-days': 'days',
  'business.new-address-wait': 'days',
  'business.wage-change-marked': 'percent',
  'business.base-year-starts': 'count',
  'business.base-season-opens': 'count',
  'business.base-season-closes': 'count',
  'business.staff-change-cut-off': 'count',
  'business.youngest-worker': 'count',
  'business.over-age-enrolment': 'count',
  'business.second-enrolment': 'count',
  'business.deposit-days': 'days',
  'system.paper-most-megabytes': 'count',
  'system.paper-most-megapixels': 'count',
  'business.archive-problem-days': 'days',
  'business.reading-interval': 'days',
  'business.reading-sample': 'count',
  'business.reading-age-step': 'count',
  'business.loan-days': 'days',
  'business.scan-check-share': 'percent',
  'business.sampling-share': 'percent',
  'business.transfer-days': 'days',
  'business.maintenance-approval-life': 'days',
  'business.batch-permit-life': 'days',
  'business.batch-most-rows': 'count',
  'business.payment-arrears-months': 'count',
  'business.document-delay': 'days',
  'business.ruling-term': 'days',
  'business.stamp-mass': 'count',
  'business.stamp-idle-days': 'days',
  'business.exchange-difference-term': 'days',
  'business.objection-days': 'days',
  'business.objection-remind-days': 'days',
  'business.objection-mark-printed': 'count',
  'business.rights-days': 'days',
  'system.exchange-most-rows': 'count',
  'system.exchange-posts-per-hour': 'count',
  'system.outside-wait': 'count',
  'system.outside-retry': 'minutes',
} as const

export type HouseSetting = keyof typeof HOUSE_SETTINGS

/** 取设定值的端口：what app hands to the rooms, answering for the installation's area and today. */
export type Setting = (id: HouseSetting, variant?: string) => number

/** 取设定值。In the unit of the catalogue, a percentage in ppm. Stops with `parameter.missing-version`, never a default. */
export function settingOf(area: AreaPolicy, id: HouseSetting, at: Period, variant = ''): number {
  const unit = HOUSE_SETTINGS[id]
  return unit === 'percent' ? area.ppm(id, at, variant).value : area.count(id, at, variant, unit).value
}
