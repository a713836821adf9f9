import { INSURANCE_NAMES } from '../kernel/terms.js'
import type { PolicyBook } from './book.js'
import type { Given, GivenTable } from './case-given.js'
import { areaOf, type ExpectedTable, percentOf, personKindOf, yuan } from './case-topic.js'
import { CHOICES } from './choices.js'
import { accountCredit, type Contribution, type ContributionInput, contributionOf, HOUSEHOLDS } from './contribution.js'
import { EMPLOYER_KINDS, insurancesCharged, keeperOf, PREFIX } from './levy.js'

/** 应缴：可给定的项目。 */
export const GIVEN_CONTRIBUTION: GivenTable = {
  费款所属期: '补缴时的结算月份；不写即与月份相同',
  申报工资: '元，如 "5000.00"',
  单位类别: '企业（不写即是）、机关事业单位、个体工商户',
  工伤风险类别: '1 至 8',
  浮动系数: '百分数，如 "120"；不写即 100',
  户口性质: '城镇（不写即是）、农村；失业保险个人费率按此不同时所用',
  年龄: '周岁；单位缴费按年龄划入医疗保险个人账户时所用',
}

const DUE = '统筹区、险种、月份、申报工资；可加费款所属期、人员类别、单位类别、工伤风险类别、浮动系数、户口性质、年龄'
const MONTH = '统筹区、险种、月份'

/** 应缴：可期望的项目。 */
export const EXPECTED_CONTRIBUTION: ExpectedTable = {
  缴费基数: { form: '元', needs: DUE, tell: (book, given) => yuan(contribution(book, given).base) },
  单位缴费: { form: '元', needs: DUE, tell: (book, given) => yuan(contribution(book, given).employer) },
  个人缴费: { form: '元', needs: DUE, tell: (book, given) => yuan(contribution(book, given).person) },
  个人缴费划入个人账户: {
    form: '元',
    needs: DUE,
    tell: (book, given) => yuan(contribution(book, given).personToAccount),
  },
  单位缴费划入个人账户: {
    form: '元',
    needs: DUE,
    tell: (book, given) => yuan(contribution(book, given).employerToAccount),
  },
  记账: {
    form: '元',
    needs: '统筹区、险种、月份、申报工资（不需个人费率）',
    tell: (book, given) =>
      yuan(accountCredit(areaOf(book, given), given.insurance(), given.period('月份'), given.amount('申报工资'))),
  },
  下限: { form: '元', needs: MONTH, tell: (book, given) => limit(book, given, 'base-floor') },
  上限: { form: '元', needs: MONTH, tell: (book, given) => limit(book, given, 'base-ceiling') },
  应缴险种: {
    form: '险种全称，以顿号相隔',
    needs: '统筹区、月份；可加人员类别',
    tell: (book, given) =>
      insurancesCharged(areaOf(book, given), given.period('月份'), personKindOf(given))
        .map((code) => INSURANCE_NAMES[code].zh)
        .join('、'),
  },
  经办系统: {
    form: '人力资源社会保障、医疗保障',
    needs: MONTH,
    tell: (book, given) => CHOICES[keeperOf(areaOf(book, given), given.insurance(), given.period('月份')).value].zh,
  },
}

/** 不予办理的应缴。 */
export function attemptContribution(book: PolicyBook, given: Given): boolean {
  if (given.has('缴费类型') || !given.has('申报工资')) return false
  contribution(book, given)
  return true
}

/** 应缴的给定。What one insurance has no use for is not asked, so that a case which gives it hears of it. */
export function contributionInput(given: Given): ContributionInput {
  const insurance = given.insurance()
  return {
    insurance,
    contributionMonth: given.period('月份'),
    declaredWage: given.amount('申报工资'),
    personKind: personKindOf(given),
    ...(given.has('费款所属期') ? { settlementMonth: given.period('费款所属期') } : {}),
    ...(given.has('单位类别') ? { employerKind: given.named('单位类别', EMPLOYER_KINDS) } : {}),
    ...(insurance === '410' && given.has('工伤风险类别') ? { injuryClass: given.count('工伤风险类别') } : {}),
    ...(insurance === '410' && given.has('浮动系数') ? { injuryFloat: percentOf(given, '浮动系数') } : {}),
    ...(insurance === '210' && given.has('户口性质') ? { household: given.named('户口性质', HOUSEHOLDS) } : {}),
    ...(insurance === '310' && given.has('年龄') ? { age: given.count('年龄') } : {}),
  }
}

function contribution(book: PolicyBook, given: Given): Contribution {
  return contributionOf(areaOf(book, given), contributionInput(given))
}

function limit(book: PolicyBook, given: Given, which: 'base-floor' | 'base-ceiling'): string {
  return yuan(areaOf(book, given).fen(`${PREFIX[given.insurance()]}.${which}`, given.period('月份')))
}
