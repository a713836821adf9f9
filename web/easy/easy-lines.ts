import type { Language } from '../../src/kernel/refusal.js'
import { insuranceName } from '../../src/kernel/terms.js'
import type { EnrolmentView, RecordAnswer } from '../../src/query/contract.js'
import { ENROLMENT_STATES } from '../../src/query/contract.js'
import { FIGURE_STATES } from '../../src/query/figure-contract.js'
import { BENEFIT_KINDS } from '../../src/query/section-contract.js'
import { figureText } from '../record/figure-button.js'
import { SECTIONS } from '../record/section-words.js'
import type { ShownFigure } from '../record/source.js'
import { RECORD } from '../record/words.js'
import { monthText } from '../shell/amounts.js'
import { type Both, filled } from '../shell/language.js'
import { WORDS } from '../words.js'
import { EASY } from './words.js'

/** 一句话，and the figure that stands large under it. */
export interface EasyLine {
  readonly says: string
  readonly figure?: string
}

type Sections = RecordAnswer['sections']

/** 谁给我参保：the insurances that stand alike are told together. */
export function insuredLines({ registration }: Sections, language: Language): EasyLine[] {
  if (registration === undefined) return [{ says: RECORD.noSection[language] }]
  const alike = new Map<string, EnrolmentView[]>()
  for (const one of registration.enrolments) {
    const key = one.keeper.connected ? `${one.employerName ?? ''}/${one.state ?? ''}` : one.keeper.name.zh
    alike.set(key, [...(alike.get(key) ?? []), one])
  }
  if (alike.size === 0) return [{ says: EASY.notInsured[language] }]
  return [...alike.values()].map((ones) => ({ says: joined(ones, language) }))
}

function joined(ones: readonly EnrolmentView[], language: Language): string {
  const [{ keeper, employerName, state = '' } = ones[0]!] = ones
  const insurance = ones.map((one) => insuranceName(one.insurance)[language]).join(language === 'zh' ? '、' : ', ')
  const states: Readonly<Record<string, Both>> = ENROLMENT_STATES
  const facts = { insurance, state: states[state]?.[language] ?? state }
  if (!keeper.connected) return filled(EASY.elsewhere[language], { ...facts, keeper: keeper.name[language] })
  if (employerName === undefined) return filled(EASY.alone[language], facts)
  return filled(EASY.joined[language], { ...facts, employer: employerName })
}

const PARTS = ['actual', 'deemed', 'converted', 'lumpSum', 'resident'] as const
const PART_NAMES = { ...SECTIONS, deemed: SECTIONS.deemedMonths }

/** 缴了多少年：the whole, then its parts where there is more than one. */
export function yearsLines({ account, years }: Sections, language: Language): EasyLine[] {
  const pension = account?.months.find(({ insurance }) => insurance === '110')
  if (account === undefined && years === undefined) return [{ says: RECORD.noSection[language] }]
  if (pension !== undefined && !pension.keeper.connected) return [away('110', pension.keeper.name, language)]
  const total = years?.total ?? pension?.actualMonths
  if (total === undefined) return [{ says: EASY.noYears[language] }]
  const present = years === undefined ? [] : PARTS.filter((name) => years[name] !== undefined)
  const parts = present.map((name) => ({
    says: filled(EASY.part[language], { name: PART_NAMES[name][language] }),
    figure: told(years![name]!, language),
  }))
  const missed = Number(pension?.arrearsMonths?.value ?? 0)
  return [
    { says: EASY.total[language], figure: told(total, language) },
    ...(parts.length > 1 ? parts : []),
    ...(missed > 0 ? [{ says: filled(RECORD.arrears[language], { n: missed }) }] : []),
  ]
}

/** 账户里有多少钱，one line an account. */
export function accountLines({ account, accounts = [] }: Sections, language: Language): EasyLine[] {
  if (account === undefined) return [{ says: RECORD.noSection[language] }]
  const held = accounts.map(({ insurance, keeper, balance }) =>
    keeper.connected
      ? {
          says: filled(EASY.inAccount[language], { insurance: insuranceName(insurance)[language] }),
          figure: yuan(balance, language),
        }
      : away(insurance, keeper.name, language),
  )
  return held.length === 0 ? [{ says: EASY.noAccount[language] }] : held
}

/** 我能领多少：what is paid by the month now. */
export function benefitLines({ benefits }: Sections, language: Language): EasyLine[] {
  const kinds: Readonly<Record<string, Both>> = BENEFIT_KINDS
  const lines = (benefits ?? []).flatMap(({ kind, since, through, monthly }) =>
    monthly === undefined || through !== undefined
      ? []
      : [
          {
            says: filled(EASY.monthly[language], {
              kind: kinds[kind]?.[language] ?? kind,
              month: monthText(since, language),
            }),
            figure: yuan(monthly, language),
          },
        ],
  )
  return lines.length === 0 ? [{ says: EASY.noBenefits[language] }] : lines
}

/** 朗读的一段话. */
export function spokenOf(lines: readonly EasyLine[], language: Language): string {
  return lines
    .map(({ says, figure = '' }) => `${says}${language === 'zh' || figure === '' ? '' : ' '}${figure}`)
    .join(language === 'zh' ? '\n' : '. ')
}

function away(insurance: string, keeper: Both, language: Language): EasyLine {
  const facts = { insurance: insuranceName(insurance)[language], keeper: keeper[language] }
  return { says: filled(EASY.elsewhere[language], facts) }
}

function yuan(figure: ShownFigure, language: Language): string {
  return `${told(figure, language)} ${WORDS.yuan[language]}`
}

/** What is only provisional says so here too. */
function told(figure: ShownFigure, language: Language): string {
  const status = figure.status === undefined ? '' : ` (${FIGURE_STATES[figure.status][language]})`
  return `${figureText(figure, language)}${status}`
}
