import { given as told } from '../kernel/explain.js'
import type { Dependant } from './benefit-injury.js'
import { injuryDeathOf, injuryOf, injuryTopUp, NURSING_LEVELS, nursingFee } from './benefit-injury.js'
import { MATERNITY_EVENTS, maternityOf } from './benefit-maternity.js'
import { residentPensionOf, residentPensionStart } from './benefit-resident.js'
import { survivorsOf } from './benefit-survivors.js'
import { monthsLeft, unemploymentMonths, unemploymentOf } from './benefit-unemployment.js'
import type { PolicyBook } from './book.js'
import { CaseProblem, type Given, type GivenTable } from './case-given.js'
import { areaOf, type ExpectedTable, yuan } from './case-topic.js'
import { CHOICES } from './choices.js'

/** 其他待遇：可给定的项目。 */
export const GIVEN_EVENTS: GivenTable = {
  失业年月: '如 2025-03',
  失业缴费月数: '上次领取以后累计缴费的月数',
  前次未领月数: '前次应领未领的月数；不写即 0',
  已领月数: '本次已领取的月数',
  离职原因: '非本人意愿（不写即是）、本人意愿',
  失业登记: '已登记（不写即是）、未登记',
  工伤年月: '如 2025-03；计算护理费时为领取的年月',
  伤残等级: '1 至 10',
  本人工资: '元/月',
  护理等级: '生活完全不能自理、生活大部分不能自理、生活部分不能自理',
  供养亲属: '一名，写 配偶、其他、孤寡配偶、孤寡其他',
  工亡年月: '如 2025-03',
  退休后养老金: '元/月',
  生育事件: '生育、怀孕未满四个月流产、怀孕满四个月流产',
  生育年月: '如 2025-03',
  难产: '是；不写即否',
  胎儿数: '不写即 1',
  单位月平均工资: '元，单位上年度职工月平均工资',
  死亡年月: '如 2025-03',
  领取养老金起月: '如 2020-01；未领取的不写',
  居民领取年月: '如 2025-03',
  居民缴费年数: '累计缴费的年数',
  居民储存额: '元',
}

const LOSS = '统筹区、失业年月、失业缴费月数；可加前次未领月数、离职原因、失业登记'
const INJURY = '统筹区、工伤年月、伤残等级、本人工资'
const DEATH = '统筹区、工亡年月、本人工资；可加供养亲属'
const BIRTH = '统筹区、生育事件、生育年月、单位月平均工资；可加难产、胎儿数'
const SURVIVORS = '统筹区、死亡年月、累计缴费月数；可加领取养老金起月'
const RESIDENT = '统筹区、出生年月、居民领取年月、居民缴费年数、居民储存额'

/** 其他待遇：可期望的项目。 */
export const EXPECTED_EVENTS: ExpectedTable = {
  失业领取月数: { form: '月数', needs: LOSS, tell: (book, given) => String(lossMonths(book, given).value) },
  失业剩余月数: {
    form: '月数',
    needs: `${LOSS}、已领月数`,
    tell: left,
  },
  失业保险金: {
    form: '元/月',
    needs: LOSS,
    tell: (book, given) => yuan(unemploymentOf(areaOf(book, given), lossOf(given)).amount),
  },
  一次性伤残补助金: { form: '元', needs: INJURY, tell: (book, given) => yuan(injury(book, given).lumpSum) },
  伤残津贴: {
    form: '元/月；七至十级没有，写 没有',
    needs: INJURY,
    tell: (book, given) => {
      const { allowance } = injury(book, given)
      return allowance === undefined ? '没有' : yuan(allowance)
    },
  },
  伤残津贴支付: {
    form: '工伤保险基金支付、用人单位支付、没有',
    needs: INJURY,
    tell: (book, given) => {
      const { payer } = injury(book, given)
      return payer === undefined ? '没有' : CHOICES[payer.value].zh
    },
  },
  伤残津贴差额: {
    form: '元/月',
    needs: `${INJURY}、退休后养老金`,
    tell: (book, given) => yuan(topUp(book, given)),
  },
  生活护理费: {
    form: '元/月',
    needs: '统筹区、工伤年月、护理等级',
    tell: (book, given) => {
      const level = given.named('护理等级', NURSING_LEVELS)
      return yuan(nursingFee(areaOf(book, given), level, given.period('工伤年月')))
    },
  },
  工亡丧葬补助金: { form: '元', needs: DEATH, tell: (book, given) => yuan(death(book, given).funeral) },
  一次性工亡补助金: { form: '元', needs: DEATH, tell: (book, given) => yuan(death(book, given).grant) },
  供养亲属抚恤金: {
    form: '元/月',
    needs: `${DEATH}、供养亲属`,
    tell: (book, given) => yuan(death(book, given).dependants[0]!),
  },
  产假天数: { form: '天数', needs: BIRTH, tell: (book, given) => String(maternity(book, given).days.value) },
  生育津贴: { form: '元', needs: BIRTH, tell: (book, given) => yuan(maternity(book, given).allowance) },
  丧葬补助金: { form: '元', needs: SURVIVORS, tell: (book, given) => yuan(survivors(book, given).funeral) },
  抚恤金: { form: '元', needs: SURVIVORS, tell: (book, given) => yuan(survivors(book, given).grant) },
  居民起领年月: {
    form: '如 2025-03',
    needs: '统筹区、出生年月',
    tell: (book, given) => residentPensionStart(areaOf(book, given), given.period('出生年月')).value,
  },
  居民基础养老金: { form: '元/月', needs: RESIDENT, tell: (book, given) => yuan(resident(book, given).base) },
  居民个人账户养老金: { form: '元/月', needs: RESIDENT, tell: (book, given) => yuan(resident(book, given).account) },
  居民长缴增发: { form: '元/月', needs: RESIDENT, tell: (book, given) => yuan(resident(book, given).longPayment) },
  居民月养老金: { form: '元/月', needs: RESIDENT, tell: (book, given) => yuan(resident(book, given).total) },
}

/** 不予办理的其他待遇，由给定看出是哪一项。 */
export function attemptEvents(book: PolicyBook, given: Given): boolean {
  if (given.has('失业年月')) unemploymentOf(areaOf(book, given), lossOf(given))
  else if (given.has('护理等级')) EXPECTED_EVENTS['生活护理费']!.tell(book, given)
  else if (given.has('伤残等级')) injury(book, given)
  else if (given.has('工亡年月')) death(book, given)
  else if (given.has('生育事件')) maternity(book, given)
  else if (given.has('死亡年月')) survivors(book, given)
  else if (given.has('居民领取年月')) resident(book, given)
  else return false
  return true
}

function lossOf(given: Given) {
  return {
    lossMonth: given.period('失业年月'),
    paidMonths: given.count('失业缴费月数'),
    carriedMonths: given.has('前次未领月数') ? given.count('前次未领月数') : 0,
    isInvoluntary: !given.has('离职原因') || oneOf(given, '离职原因', ['非本人意愿', '本人意愿']) === '非本人意愿',
    isRegistered: !given.has('失业登记') || oneOf(given, '失业登记', ['已登记', '未登记']) === '已登记',
  }
}

function lossMonths(book: PolicyBook, given: Given) {
  return unemploymentMonths(areaOf(book, given), lossOf(given))
}

function left(book: PolicyBook, given: Given): string {
  const [entitled, used] = [lossMonths(book, given), given.count('已领月数')]
  if (used > entitled.value) throw new CaseProblem(`给定的“已领月数” ${used} 多于领取期限 ${entitled.value} 个月`)
  return String(monthsLeft(entitled, used).value)
}

function injury(book: PolicyBook, given: Given) {
  return injuryOf(areaOf(book, given), given.count('伤残等级'), given.amount('本人工资'), given.period('工伤年月'))
}

function topUp(book: PolicyBook, given: Given) {
  const { allowance } = injury(book, given)
  if (allowance === undefined) throw new CaseProblem('七至十级没有伤残津贴，也就没有差额')
  return injuryTopUp(allowance, told('monthlyPension', 'fen', given.amount('退休后养老金')))
}

function death(book: PolicyBook, given: Given) {
  const dependants = given.has('供养亲属') ? [DEPENDANTS[oneOf(given, '供养亲属', Object.keys(DEPENDANTS))]!] : []
  return injuryDeathOf(areaOf(book, given), given.period('工亡年月'), given.amount('本人工资'), dependants)
}

function maternity(book: PolicyBook, given: Given) {
  const event = given.named('生育事件', MATERNITY_EVENTS)
  if (event !== 'birth' && (given.has('难产') || given.has('胎儿数'))) {
    throw new CaseProblem('流产的不得给定“难产”“胎儿数”')
  }
  if (given.has('胎儿数') && given.count('胎儿数') < 1) throw new CaseProblem('给定的“胎儿数”不得少于 1')
  return maternityOf(areaOf(book, given), {
    event,
    month: given.period('生育年月'),
    isDifficult: given.has('难产') && oneOf(given, '难产', ['是', '否']) === '是',
    children: given.has('胎儿数') ? given.count('胎儿数') : 1,
    employerAverage: given.amount('单位月平均工资'),
  })
}

function survivors(book: PolicyBook, given: Given) {
  if (given.has('领取养老金起月') && given.period('领取养老金起月') > given.period('死亡年月')) {
    throw new CaseProblem('给定的“领取养老金起月”晚于“死亡年月”')
  }
  return survivorsOf(areaOf(book, given), {
    deathMonth: given.period('死亡年月'),
    months: given.count('累计缴费月数'),
    ...(given.has('领取养老金起月') ? { drawnFrom: given.period('领取养老金起月') } : {}),
  })
}

function resident(book: PolicyBook, given: Given) {
  return residentPensionOf(areaOf(book, given), {
    birth: given.period('出生年月'),
    from: given.period('居民领取年月'),
    yearsPaid: given.count('居民缴费年数'),
    accountBalance: told('accountBalance', 'fen', given.amount('居民储存额')),
  })
}

function oneOf(given: Given, name: string, words: readonly string[]): string {
  const text = given.text(name)
  if (!words.includes(text)) throw new CaseProblem(`给定的“${name}”看不懂：“${text}”（${GIVEN_EVENTS[name]}）`)
  return text
}

const DEPENDANTS: Readonly<Record<string, Dependant>> = {
  配偶: { relation: 'spouse', isAlone: false },
  其他: { relation: 'other', isAlone: false },
  孤寡配偶: { relation: 'spouse', isAlone: true },
  孤寡其他: { relation: 'other', isAlone: true },
}
