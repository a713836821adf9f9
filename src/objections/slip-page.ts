import { dayText } from '../certificates/page-text.js'
import type { PaperAgency } from '../certificates/statement-data.js'
import { articleNames } from '../kernel/article-names.js'
import { type Day, dayOfInstant, type Instant } from '../kernel/day.js'
import { KEEPER, OBJECTION_REASONS, type ObjectionReason } from './words.js'

/** 异议转办单的纸面文字，set as a letter is. */
export interface SlipPage {
  readonly title: string
  readonly agency: Omit<PaperAgency, 'postalCode'>
  readonly printedAt: string
  readonly to: string
  readonly says: readonly string[]
  readonly remedy: string
}

/** 所转的一件，as far as the slip tells of it. */
interface SentOn {
  readonly one: { readonly serial: string; readonly raisedAt: Instant; readonly reason: ObjectionReason }
  readonly body: {
    readonly words: string
    readonly name: { readonly zh: string }
    readonly shown: { readonly zh: string }
  }
}

/** 转办单所写：whose item it is, which item, what is said of it; nothing else of the record. */
export function slipPage(
  { one, body }: SentOn,
  person: { readonly fullName: string; readonly socialSecurityNumber: string },
  told: {
    readonly agency: PaperAgency
    /** 转出的岗位；a person is not named to another body. */
    readonly posts: readonly string[]
    readonly today: Day
    readonly articles: readonly string[]
  },
): SlipPage {
  const { code, name, address, phone, website } = told.agency
  const raised = dayText(dayOfInstant(one.raisedAt))
  return {
    title: '异议转办单',
    ...{ agency: { code, name, address, phone, website }, printedAt: dayText(told.today), to: KEEPER.zh },
    says: [
      `${oneLine(person.fullName)}（社会保障号码 ${person.socialSecurityNumber}）于${raised}提出异议（编号 ${one.serial}）。所涉项目由你机构管理，现由本机构${postsText(told.posts)}转你机构核查。`,
      `项目：${oneLine(body.name.zh)}。记录所示：${oneLine(body.shown.zh)}。`,
      `理由：${OBJECTION_REASONS[one.reason].zh}。${body.words.trim() === '' ? '' : `异议人所述：${oneLine(body.words)}`}`,
      `准许转送的条文：${articleNames(told.articles.join('、')).zh}。本单所载只供核查本件异议之用，依法保密。`,
    ],
    remedy: '请将核查的进度与结果函告本机构，由本机构告知异议人。',
  }
}

/** 如“审核岗”；of a case that went by itself there is none. */
function postsText(posts: readonly string[]): string {
  return posts.length === 0 ? '' : `${posts.join('、')}岗`
}

/** What was typed on several lines is printed on one: a font draws no line break. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
