import { dayText, monthText } from '../certificates/page-text.js'
import type { PaperAgency } from '../certificates/statement-data.js'
import { articleNames } from '../kernel/article-names.js'
import type { Day } from '../kernel/day.js'
import { mask } from '../kernel/mask.js'
import { parsePeriod } from '../kernel/period.js'
import type { InquiryContent, NamedPerson } from './inquiry.js'
import type { ResultTable } from './result-tables.js'
import { DISCLOSED, QUERY_ACTS, REMEDY, UNDERTAKING } from './words.js'

/** 查询结果的纸面文字。 */
export interface ResultPage {
  readonly title: string
  readonly agency: Omit<PaperAgency, 'postalCode'>
  readonly printedAt: string
  readonly facts: readonly (readonly [string, string])[]
  readonly people: readonly {
    readonly name: string
    readonly number: string
    readonly says: string
    readonly tables: readonly ResultTable[]
  }[]
  readonly undertaking: string
}

/** 告知书的纸面文字。 */
export interface LetterPage {
  readonly title: string
  readonly agency: Omit<PaperAgency, 'postalCode'>
  readonly printedAt: string
  readonly to: string
  readonly says: readonly string[]
  readonly remedy: string
}

export interface Told {
  readonly serial: string
  readonly filing: string
  readonly handler: string
  readonly approver: string
  /** 准许这次提供的条文，as the policies that decided name them. */
  readonly articles: readonly string[]
  readonly agency: PaperAgency
  readonly today: Day
}

/** 结果页。Of the application it repeats who asked and why; every figure comes from the ledger. */
export function resultPage(
  content: InquiryContent,
  results: readonly { readonly person: NamedPerson; readonly tables?: readonly ResultTable[] | undefined }[],
  { serial, filing, handler, approver, articles, agency, today }: Told,
): ResultPage {
  const { unit, officers, purpose, basis, act, scope } = content
  const months = `${monthText(parsePeriod(scope.from))}至${monthText(parsePeriod(scope.through))}`
  return {
    title: '社会保险个人权益记录查询结果',
    ...{ agency: onPaper(agency), printedAt: dayText(today), undertaking: UNDERTAKING },
    facts: [
      ['查询单位', oneLine(unit.name)],
      ...(officers.length === 0
        ? []
        : [['办案人员', officers.map(({ name, cardNumber }) => `${name}（${mask(cardNumber)}）`).join('、')] as const]),
      ['依据', oneLine(`${basis.document}${basis.article}`)],
      ['用途', oneLine(purpose)],
      ['方式', QUERY_ACTS[act].zh],
      ['内容', `${scope.sections.map((section) => DISCLOSED[section].zh).join('、')}；${months}`],
      ['准许提供的条文', articleNames(articles.join('、')).zh],
      ['案件编号', serial],
      ['登记簿备案编号', filing],
      ['经办、审批', `${handler}、${approver}`],
    ],
    people: results.map(({ person, tables }) => ({
      name: person.fullName,
      number: mask(person.identityNumber),
      says: tables === undefined ? '经查，本机构没有所列姓名与号码的记录。' : '',
      tables: (tables ?? []).map((one) =>
        one.rows.length > 0 ? one : { ...one, head: [], rows: [['所查期间没有记录']] },
      ),
    })),
  }
}

/** 不予提供告知书（第二十条第二款）。 */
export function letterPage(
  content: InquiryContent,
  reason: string,
  { serial, agency, today }: Omit<Told, 'filing' | 'articles'>,
): LetterPage {
  const { unit, basis, purpose } = content
  return {
    title: '不予提供个人权益记录告知书',
    ...{ agency: onPaper(agency), printedAt: dayText(today), to: oneLine(unit.name), remedy: REMEDY },
    says: [
      `你单位以“${oneLine(`${basis.document}${basis.article}`)}”为依据、为“${oneLine(purpose)}”申请查询个人权益记录（案件编号 ${serial}），经审查，决定不予提供。`,
      `理由：${oneLine(reason)}`,
    ],
  }
}

function onPaper({ code, name, address, postalCode, phone, website }: PaperAgency): LetterPage['agency'] {
  return {
    code,
    name,
    phone,
    website,
    address: postalCode === undefined ? address : `${address}（邮编 ${postalCode}）`,
  }
}

/** What was typed on several lines is printed on one: a font draws no line break. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
