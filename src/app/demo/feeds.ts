import { createHash, randomBytes } from 'node:crypto'
import { FORM } from '../../exchange/envelope.js'
import { type Matter, moneyItems } from '../../exchange/matters.js'
import { itemsOf } from '../../exchange/message.js'
import { type Day, periodOfDay, plusDays } from '../../kernel/day.js'
import { mod112 } from '../../kernel/mod11-2.js'
import { plus } from '../../kernel/period.js'
import { encodeBase64 } from '../../log/base64.js'
import { publicKeyOf, type Sm2PrivateKey, signSm2 } from '../../log/sm2.js'
import type { City } from './city.js'
import { Dice } from './dice.js'
import { EAST } from './employers.js'
import type { DemoLife } from './lives.js'
import { filingsOf, paymentsOf } from './month.js'
import { inventCreditCode, inventNumber } from './numbers.js'
import { DEMO_AGREEMENT, DEMO_PARTNERS } from './partners.js'
import { scenePerson } from './scene-people.js'

type FeedRow = Readonly<Record<string, string | number>>

/** 一份样例来文：whose it is, and what it tells. */
export interface Feed {
  readonly partner: string
  readonly matter: Matter
  readonly rows: readonly FeedRow[]
}

const BASIS = '社会保险经办条例第八条'
const PAYMENTS = 40
/** 晚报的那一位何日死亡。 */
export const LATE_TOLD = '2026-08-20' as Day

/**
 * 样例来文。The same city and day give the same rows: deaths that two departments tell, one that only one does, a number one
 * digit off, somebody nobody knows, a name with a former name, employers cancelled, new and renamed, tax that agrees and
 * one that does not, a newborn, a prison term of a pensioner. Another wave tells the like of other people.
 */
export function demoFeeds(city: City, today: Day, wave = 0): readonly Feed[] {
  const working = city.lives.filter(({ kind, spells }) => kind === 'citizen' && spells.at(-1)?.through === undefined)
  const dice = new Dice(city.size.seed, 'feeds', ...(wave === 0 ? [] : [wave]))
  const at = (n: number) => working[((n + wave * 7) * 37 + 11) % working.length]!
  const day = (back: number) => plusDays(today, -back)
  const newborn = inventNumber(dice, 'citizen', '2', day(20))
  const employers = city.employers.filter(({ agency }) => agency === EAST)
  const last = (n: number) => employers.at(-n - 2 * wave) ?? employers.at(-n)!
  const [cancelled, renamed] = [last(1), last(2)]
  const pensioner = city.cases?.workers.find(({ key }) => key === 'pensioner-2')
  const nobody = { identityNumber: inventNumber(dice, 'citizen', '1', '1951-05-06' as Day), fullName: '石无踪' }
  return [
    ...deaths(at, day, nobody, wave === 0 && (city.size.scenes ?? city.cases !== undefined) ? lateTold(city) : []),
    {
      partner: 'police',
      matter: 'nameChange',
      rows: [
        {
          ...who(at(4)),
          fullName: `${at(4).fullName.slice(0, 1)}示新`,
          formerName: at(4).fullName,
          changedDay: day(30),
        },
      ],
    },
    {
      partner: 'market',
      matter: 'employer',
      rows: [
        { creditCode: cancelled.creditCode, name: cancelled.name, state: 'cancelled', day: day(10) },
        { creditCode: renamed.creditCode, name: `${renamed.name}（集团）`, state: 'changed', day: day(5) },
        {
          creditCode: inventCreditCode('91110105', 900_1),
          name: '示例市新芽科技有限公司',
          state: 'active',
          day: day(3),
        },
      ],
    },
    ...(city.cases === undefined
      ? []
      : [{ partner: 'establishment', matter: 'institution' as const, rows: institutionRows(city, day(7)) }]),
    { partner: 'tax', matter: 'tax', rows: taxRows(city) },
    {
      partner: 'health',
      matter: 'birth',
      rows: [{ identityNumber: newborn, fullName: '田小禾', birthDate: day(20), sex: '2' }],
    },
    ...(pensioner === undefined
      ? []
      : [{ partner: 'justice', matter: 'prison' as const, rows: [{ ...who(pensioner), fromDay: day(40) }] }]),
  ]
}

/** 死亡：told by two, by one, with two days, and of a number one digit off. */
function deaths(
  at: (n: number) => DemoLife,
  day: (back: number) => string,
  nobody: FeedRow,
  late: readonly FeedRow[],
): Feed[] {
  const dead = (life: DemoLife, deathDay: string): FeedRow => ({
    ...who(life),
    deathDay,
    certificate: `QYT-${life.index}`,
  })
  return [
    {
      partner: 'police',
      matter: 'death',
      rows: [dead(at(1), day(12)), dead(at(2), day(9)), { ...nobody, deathDay: day(15) }, ...late],
    },
    {
      partner: 'civil',
      matter: 'death',
      rows: [
        dead(at(1), day(12)),
        dead(at(2), day(8)),
        { ...dead(at(3), day(6)), identityNumber: slipped(at(3).identityNumber) },
        ...late,
      ],
    },
  ]
}

/** 晚报的死亡：told by both, on the same day, months after it; his allowance had been paid on. */
function lateTold(city: City): FeedRow[] {
  return [{ ...scenePerson(city, 'overpaid'), deathDay: LATE_TOLD, certificate: 'QYT-LATE' }]
}

function who({ identityNumber, fullName }: Pick<DemoLife, 'identityNumber' | 'fullName'>) {
  return { identityNumber, fullName }
}

function institutionRows({ cases }: City, day: string): FeedRow[] {
  const { creditCode, name } = cases!.employer
  return [{ creditCode, name: `${name}（示例市气象台）`, employerType: '21', state: 'changed', day }]
}

/** Of the last month that was paid: most agree, the first is a fen more than was posted. */
function taxRows(city: City): FeedRow[] {
  const month = plus(city.size.through, -1)
  const filing = filingsOf(city, month).find(({ employer }) => employer.index === 0)
  if (filing === undefined) return []
  return paymentsOf(city, filing, month)
    .slice(0, PAYMENTS)
    .map((one, i) => ({
      ...{ identityNumber: one.identityNumber, fullName: one.fullName, creditCode: one.creditCode },
      ...{ insurance: one.insurance, contributionMonth: one.contributionMonth, levyVoucher: one.levyVoucher },
      ...{ employerAmount: one.employerAmount + (i === 0 ? 1 : 0), personAmount: one.personAmount },
      arrivalDay: one.arrivalDay,
    }))
}

/** One digit written wrong, so that the check does not hold. */
function slipped(number: string): string {
  const body = number.slice(0, 9) + ((Number(number[9]) + 1) % 10) + number.slice(10)
  return mod112(body) === body[17] ? slipped(body) : body
}

/** 签成来文：the first batch of its matter. */
export function signFeed({ partner, matter, rows }: Feed, key: Sm2PrivateKey, today: Day, number = 1): Buffer {
  const body = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const money = moneyItems(matter)
  const total = rows.reduce((sum, row) => money.reduce((own, item) => own + Number(row[item] ?? 0), sum), 0)
  const head = JSON.stringify({
    ...{ form: FORM, sender: partner, receiver: EAST, agreement: DEMO_AGREEMENT, basis: BASIS, matter, number },
    ...{ from: `${plus(periodOfDay(today), -1)}-01`, through: today, items: itemsOf(matter), rows: rows.length, total },
    digest: createHash('sm3').update(body).digest('hex'),
  })
  const signature = signSm2(key, publicKeyOf(key), Buffer.from(head), randomBytes)
  return Buffer.concat([Buffer.from(`${head}\n${encodeBase64(signature)}\n`), body])
}

export function feedName({ partner, matter }: Feed): string {
  const name = DEMO_PARTNERS.find((one) => one.partner === partner)?.name ?? partner
  return `${name}-${matter}.ndjson`
}
