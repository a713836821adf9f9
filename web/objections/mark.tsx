import { insuranceName } from '../../src/kernel/terms.js'
import { PERSON_FIELDS } from '../../src/objections/contract.js'
import type { DisputeMark } from '../../src/query/dispute-contract.js'
import { dayText, monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import './objections.css'
import { OBJECTION } from './words.js'

/** 核查中的标记，beside the figure. */
export function Mark({ since }: { readonly since: string }) {
  const { say, language } = useLanguage()
  return (
    <span className="tag tag-warn objection-mark" title={say(OBJECTION.since, { day: dayText(since, language) })}>
      {say(OBJECTION.under)}
    </span>
  )
}

/** 正在核查的项目，above the record: also those that have no figure of their own. */
export function Marked({ marks }: { readonly marks: readonly DisputeMark[] }) {
  const { say, language } = useLanguage()
  if (marks.length === 0) return null
  return (
    <section className="card objection-card" aria-label={say(OBJECTION.marked)}>
      <strong>{say(OBJECTION.marked)}</strong>
      <ul>
        {marks.map(({ path, since }) => (
          <li key={path}>
            {placeOf(path).map((part) => `${say(part)} `)}
            {say(OBJECTION.since, { day: dayText(since, language) })}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** 路径的读法。 */
function placeOf(path: string) {
  const [section = '', second = '', third = ''] = path.split('/')
  if (section === 'person') return [PERSON_FIELDS[second as keyof typeof PERSON_FIELDS] ?? PLACES['person']!]
  const name = PLACES[section] ?? { zh: '记录', en: 'record' }
  const insurance = /^\d{3}$/.test(second) ? [insuranceName(second)] : []
  const when = [second, third].find((part) => /^\d{4}(-\d{2})?$/.test(part))
  const month = when === undefined ? [] : [when.length === 4 ? { zh: `${when}年`, en: when } : monthBoth(when)]
  return [...insurance, ...month, name]
}

function monthBoth(month: string) {
  return { zh: monthText(month, 'zh'), en: monthText(month, 'en') }
}

const PLACES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  person: { zh: '个人信息', en: 'personal particulars' },
  enrolment: { zh: '参保登记', en: 'enrolment' },
  contribution: { zh: '缴费', en: 'contribution' },
  missing: { zh: '没有记录的月份', en: 'a month not on record' },
  year: { zh: '年度缴费', en: 'contributions of the year' },
  months: { zh: '缴费月数', en: 'months' },
  account: { zh: '个人账户', en: 'account' },
  accounts: { zh: '个人账户', en: 'account' },
  years: { zh: '缴费年限', en: 'contribution years' },
  benefit: { zh: '待遇', en: 'benefit' },
  deemed: { zh: '视同缴费', en: 'deemed period' },
  subsidy: { zh: '补贴', en: 'subsidy' },
  transfer: { zh: '关系转移', en: 'transfer' },
}
