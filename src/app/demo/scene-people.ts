import type { Day } from '../../kernel/day.js'
import type { Sex } from '../../kernel/identity-number.js'
import type { City } from './city.js'
import { Dice } from './dice.js'
import { inventCreditCode, inventNumber, type NumberKind } from './numbers.js'

/** 各幕中的人：nobody of the city's history, each with a part of his or her own. */
export interface ScenePerson {
  readonly identityNumber: string
  readonly fullName: string
}

type Told = readonly [fullName: string, sex: Sex, birth: string, kind?: NumberKind]

const PEOPLE = {
  mother: ['沈月华', '2', '1986-03-09'],
  pupil: ['沈小禾', '2', '2014-05-21'],
  landLost: ['耿长根', '1', '1968-10-02'],
  dependant: ['宋庆云', '2', '1944-02-08'],
  paymentOnly: ['戚广生', '1', '1957-07-19'],
  foreigner: ['HANA SUZUKI', '2', '1990-12-03', 'permanentResident'],
  renamed: ['汤小曼', '2', '1994-08-27'],
  twin: ['卢春燕', '2', '1983-01-30'],
  twinAgain: ['卢春燕', '2', '1983-01-31'],
  other: ['贾文斌', '1', '1979-06-06'],
  otherAgain: ['贾文斌', '1', '1979-06-07'],
  mixed: ['姚志刚', '1', '1988-04-12'],
  mixedIn: ['姚志钢', '1', '1991-09-23'],
  driver: ['樊大川', '1', '1981-11-11'],
  suspended: ['关秀梅', '2', '1963-05-02'],
  unchecked: ['鲁国平', '1', '1956-12-24'],
  miner: ['葛铁生', '1', '1971-02-19'],
  furnace: ['牛保全', '1', '1970-07-08'],
  unproven: ['温福来', '1', '1972-03-03'],
  ward: ['屈安', '1', '1995-06-17'],
  departed: ['屈守田', '1', '1948-11-05'],
  shielded: ['容静', '2', '1987-01-14'],
  newcomer: ['尤佳宁', '2', '1999-04-18'],
  overpaid: ['卫长松', '1', '1949-04-03'],
  waiting1: ['舒文杰', '1', '1992-02-02'],
  waiting2: ['项思敏', '2', '1996-10-10'],
  waiting3: ['祁建业', '1', '1985-05-05'],
  waiting4: ['查无忌', '1', '1990-09-09'],
} as const satisfies Readonly<Record<string, Told>>
export type SceneName = keyof typeof PEOPLE

/** 某一角色，with a number that nobody else in the city has. */
export function scenePerson({ size, lives, cases }: City, name: SceneName): ScenePerson {
  const [fullName, sex, birth, kind = 'citizen']: Told = PEOPLE[name]
  const dice = new Dice(size.seed, 'scene', name)
  const everybody = [...lives, ...(cases?.alone ?? []), ...(cases?.residents ?? [])]
  for (;;) {
    const identityNumber = inventNumber(dice, kind, sex, birth as Day)
    if (everybody.every((life) => life.identityNumber !== identityNumber)) return { identityNumber, fullName }
  }
}

/** 各幕中的单位。 */
export const SCENE_FIRMS = {
  closing: { name: '示例市旧历印刷有限公司', creditCode: inventCreditCode('91110105', 8001) },
  carriers: { name: '示例市百里货运有限公司', creditCode: inventCreditCode('91110105', 8002) },
  logistics: { name: '示例市百川物流有限公司', creditCode: inventCreditCode('91110105', 8003) },
} as const
