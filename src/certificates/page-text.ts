import { articleNames } from '../kernel/article-names.js'
import type { Day } from '../kernel/day.js'
import { mask } from '../kernel/mask.js'
import { type Fen, yuanText } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { InsuranceState, PaperOrigin } from './statement-data.js'

/** 无此项、未参保或数据未接入，并非零。 */
export const DASH = '—'

export const STATES: Readonly<Record<InsuranceState, string>> = {
  enrolled: '参保缴费',
  suspended: '暂停缴费',
  ended: '终止参保',
  notEnrolled: '未参保',
  notConnected: '数据未接入',
}

/** What every paper prints of its agency, its person and its time. */
export interface OriginText {
  readonly area: string
  readonly agency: {
    readonly name: string
    readonly address: string
    readonly phone: string
    readonly website: string
  }
  readonly person: {
    readonly name: string
    readonly number: string
    readonly document: string
    readonly personNumber: string
    readonly workStart: string
  }
  readonly cutoff: string
  readonly printedAt: string
  readonly checkpoint: string
  /** 准许出具的条文, in the names of their documents. */
  readonly articles: string
  /** 在核查中的项目; left out where there is none. */
  readonly underReview?: readonly string[]
  /** 所载范围与代谁索取; left out of a whole paper that the person asked for. */
  readonly scope?: readonly string[]
}

export function originText({ agency, person, ...origin }: PaperOrigin): OriginText {
  const { root, treeSize } = origin.checkpoint
  return {
    area: origin.areaName,
    agency: {
      name: agency.name,
      address: agency.postalCode === undefined ? agency.address : `${agency.address}（邮编 ${agency.postalCode}）`,
      phone: agency.phone,
      website: agency.website,
    },
    person: {
      name: person.name,
      number: mask(person.identityNumber),
      document: person.documentType,
      personNumber: person.personNumber,
      workStart: shown(person.workStart, dayText),
    },
    cutoff: dayText(origin.dataCutoff),
    printedAt: dayText(origin.printedAt),
    checkpoint: `${treeSize} · ${root.slice(0, 16)}`,
    articles: articleNames(origin.articles.join('、')).zh,
    ...(origin.scope === undefined ? {} : { scope: origin.scope }),
    ...((origin.underReview ?? []).length === 0 ? {} : { underReview: origin.underReview! }),
  }
}

export function monthText(period: Period): string {
  return `${period.slice(0, 4)}年${Number(period.slice(5))}月`
}

export function dayText(day: Day): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

/** 金额，千位分节，以便读数。 */
export function money(amount: Fen): string {
  return yuanText(amount).replace(/\B(?=(\d{3})+\.)/g, ',')
}

/** 有则照写，无则一横。 */
export function shown<T>(value: T | undefined, text: (value: T) => string): string {
  return value === undefined ? DASH : text(value)
}
