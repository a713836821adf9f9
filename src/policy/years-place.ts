import { cite, type Explained, explain } from '../kernel/explain.js'
import type { Period } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'

/** 在一地的参保经历，按先后。 */
export interface PlaceStay {
  readonly place: string
  /** 在该地的实际缴费月数. */
  readonly months: number
}

const RULE = cite('国办发〔2009〕66号', '六')

/**
 * 待遇领取地。The household place, if the relation is there; else the last place with the months it takes; else the one
 * before it that has them; else the household place. `stays` are oldest first.
 */
export function benefitPlace(
  area: AreaPolicy,
  at: Period,
  { household, relation, stays }: { household: string; relation: string; stays: readonly PlaceStay[] },
): Explained<string> {
  return explain('benefitPlace', 'text', RULE, (why) => {
    why.step('householdPlace', 'text', household)
    why.step('relationPlace', 'text', relation)
    if (relation === household) return household
    const enough = why.use(area.months('pension.benefit-place-months', at))
    const full = stays.findLast(({ months }) => months >= enough)
    return full === undefined ? household : why.step('relationPlace', 'text', full.place)
  })
}

/** 临时基本养老保险缴费账户。For who first comes to a place, not his household's, at or above an age by sex. */
export function isTemporaryAccount(
  area: AreaPolicy,
  at: Period,
  { sex, ageInMonths, isHousehold }: { sex: 'male' | 'female'; ageInMonths: number; isHousehold: boolean },
): boolean {
  return !isHousehold && ageInMonths >= area.months('pension.temporary-account-age', at, sex).value
}
