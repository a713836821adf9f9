import { cite, type Explained, explain } from '../kernel/explain.js'
import { monthsBetween, type Period } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'

const RULE = cite('国发〔2005〕38号', '附件')
const MONTHS = 12
const TENTHS = 10

/** 计发月数，in tenths: by whole age, between two ages by months to one decimal half up, as the area says. */
export function divisorOf(area: AreaPolicy, birth: Period, retirement: Period): Explained<number> {
  const months = monthsBetween(birth, retirement)
  const [age, over] = [Math.floor(months / MONTHS), months % MONTHS]
  return explain('divisor', 'tenths', RULE, (why) => {
    why.step('ageAtRetirement', 'months', months)
    const rule = why.use(area.choice('pension.divisor-between', retirement))
    const whole = why.use(divisorAt(area, age, retirement))
    if (over === 0 || rule === 'wholeAge') return whole * TENTHS
    const drop = (whole - why.use(divisorAt(area, age + 1, retirement))) * over
    return Math.floor(((whole * MONTHS - drop) * TENTHS * 2 + MONTHS) / (MONTHS * 2))
  })
}

/** 整周岁的计发月数。One whose sources disagree stands apart, so that it shows as unconfirmed and the table does not. */
function divisorAt(area: AreaPolicy, age: number, retirement: Period): Explained<number> {
  const doubtful = area.find('pension.divisor-doubtful', retirement, String(age)) as Explained<number> | undefined
  return doubtful ?? area.count('pension.divisor', retirement, String(age))
}
