import { fen, yuanText } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { insuranceName } from '../kernel/terms.js'
import type { Fact, FactKind, Posted } from '../ledger/fact.js'
import { groupBy, liveFacts, ofKind } from '../records/live.js'
import { inOrder } from '../records/registration.js'
import type { ListColumn } from './marks.js'
import { standingOf } from './standing.js'
import type { ListName } from './words.js'

/** 名单里的一人，opened for the list. */
export interface Listed {
  readonly personId: string
  readonly fullName: string
  readonly maskedNumber: string
  readonly facts: readonly Posted<Fact>[]
}

interface ListOf {
  readonly kinds: readonly FactKind[]
  readonly columns: readonly ListColumn[]
  readonly rowsOf: (one: Listed, asked: { employerId: string; from: Period; through: Period }) => string[][]
}

const NAME = { title: '姓名', like: /^[^\d*.,，、-]{1,60}$/u, names: true }
const NUMBER = { title: '社会保障号码', like: /^\S*\*+\S*$/ }
const money = (title: string) => ({ title, like: /^-?[\d,]+\.\d\d$/ })

/** 各名单。A row is one person; a number is masked, since a list is for finding, not for keeping. */
export const LIST_FORMS: Readonly<Record<ListName, ListOf>> = {
  employerPersons: {
    kinds: ['enrolment'],
    columns: [
      ...[NAME, NUMBER, { title: '参保险种', like: /保险|养老|医疗|失业|工伤|生育|年金|—/ }],
      ...[
        { title: '本单位参保起始月', like: /^\d{4}-\d\d$/ },
        { title: '状态', like: /^(在保|停保)$/ },
      ],
    ],
    rowsOf: ({ fullName, maskedNumber, facts }, { employerId, through }) => {
      const changes = inOrder(ofKind(liveFacts(facts), 'enrolment')).filter(
        (one) => one.employerId === employerId && one.fromMonth <= through,
      )
      if (changes.length === 0) return []
      const standing = [...groupBy(changes, ({ insurance }) => insurance).values()].flatMap((all) => standingOf(all))
      const of = standing.length > 0 ? standing : changes
      const names = [...new Set(of.map(({ insurance }) => insuranceName(insurance).zh))].sort()
      const state = standing.length > 0 ? '在保' : '停保'
      return [[fullName, maskedNumber, names.join('、'), changes[0]!.fromMonth, state]]
    },
  },
  arrears: {
    kinds: ['due', 'paid'],
    columns: [NAME, NUMBER, { title: '欠缴月份', like: /^\d{4}-\d\d/ }, money('应缴'), money('实缴'), money('欠缴')],
    rowsOf: ({ fullName, maskedNumber, facts }, { employerId, from, through }) => {
      const live = liveFacts(facts)
      const mine = (one: { employerId?: string | undefined; contributionMonth: Period }) =>
        one.employerId === employerId && one.contributionMonth >= from && one.contributionMonth <= through
      const dues = ofKind(live, 'due').filter(mine)
      const paids = ofKind(live, 'paid').filter(mine)
      const total = (of: readonly { employerAmount: number; personAmount: number }[]) =>
        of.reduce((sum, one) => sum + one.employerAmount + one.personAmount, 0)
      const months = [...groupBy(dues, (one) => one.contributionMonth)]
        .filter(([month, of]) => total(of) > total(paids.filter((one) => one.contributionMonth === month)))
        .map(([month]) => month)
        .sort()
      if (months.length === 0) return []
      const within = (one: { contributionMonth: Period }) => months.includes(one.contributionMonth)
      const [due, paid] = [total(dues.filter(within)), total(paids.filter(within))]
      return [[fullName, maskedNumber, months.join('、'), ...[due, paid, due - paid].map((n) => yuanText(fen(n)))]]
    },
  },
}
