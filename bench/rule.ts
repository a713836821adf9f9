import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Engine from 'publicodes'
import { ROOT } from '../src/app/place.js'
import type { Explained } from '../src/kernel/explain.js'
import { type Fen, fen, yuanText } from '../src/kernel/money.js'
import { parsePeriod } from '../src/kernel/period.js'
import type { AreaPolicy } from '../src/policy/area.js'
import { loadPolicyBook } from '../src/policy/book.js'
import { type Contribution, contributionOf } from '../src/policy/contribution.js'
import { interleaved, type Measure, perSecond, rate } from './measure.js'

const MONTH = parsePeriod('2025-08')
const ROUNDS = 5
const WAGES = Array.from({ length: 2000 }, (_, i) => fen(300_000 + 1_777 * i))

/** 一条缴费规则：养老保险一人一月，不说理由与逐步说明理由，各与 publicodes 并排。 */
export async function measureRule(): Promise<Measure[]> {
  const area = await demoArea()
  const others = publicodesEngine(area)
  requireSame(area, others)
  const ours = (each: (contribution: Contribution) => unknown) => () =>
    rate(WAGES.length, async () => {
      for (const wage of WAGES) each(contributionAt(area, wage))
    })
  const theirs = () =>
    rate(WAGES.length, async () => {
      for (const wage of WAGES) others(wage)
    })
  const kinds = [
    [
      '缴费规则，只要得数 contribution rule, figures',
      ({ base, employer, person }: Contribution) => [base, employer, person],
    ],
    [
      '缴费规则，连同理由 contribution rule, explained',
      ({ employer, person }: Contribution) => [tree(employer), tree(person)],
    ],
  ] as const
  const found: Measure[] = []
  for (const [name, each] of kinds) {
    for (const warm of [theirs, ours(each)]) await warm()
    const { ratio, baseline, system } = await interleaved(ROUNDS, theirs, ours(each))
    const shown = { system: perSecond(system, 'rules'), baseline: `publicodes ${perSecond(baseline, 'rules')}` }
    found.push({
      name,
      ...shown,
      ratio,
      aim: 1,
      note: '同一条规则（上下限、两项费率、各自四舍五入到分），得数逐一相同',
    })
  }
  return found
}

function contributionAt(area: AreaPolicy, declaredWage: Fen): Contribution {
  return contributionOf(area, { insurance: '110', contributionMonth: MONTH, declaredWage, personKind: 'employee' })
}

/** Every node written out, as a screen would have it. */
function tree(node: Explained): object {
  const { term, value, unit, basis, parameter } = node
  return { term, value, unit, basis, parameter, from: node.from.map(tree) }
}

/** The same rule in the other's language, with the same parameters; its answer always comes with its reasons. */
function publicodesEngine(area: AreaPolicy): (wage: Fen) => readonly [number, number] {
  const amount = (id: string) => Number(yuanText(area.fen(id, MONTH).value))
  const percent = (id: string) => area.ppm(id, MONTH, 'enterprise').value / 10_000
  const engine = new Engine({
    wage: { 'par défaut': 8000 },
    floor: amount('pension.base-floor'),
    ceiling: amount('pension.base-ceiling'),
    base: { valeur: 'wage', plancher: 'floor', plafond: 'ceiling' },
    'employer rate': `${percent('pension.employer-rate')}%`,
    'person rate': `${percent('pension.person-rate')}%`,
    employer: { produit: ['base', 'employer rate'], arrondi: '2 décimales' },
    person: { produit: ['base', 'person rate'], arrondi: '2 décimales' },
  })
  return (wage) => {
    engine.setSituation({ wage: Number(yuanText(wage)) })
    return [Number(engine.evaluate('employer').nodeValue), Number(engine.evaluate('person').nodeValue)]
  }
}

/** Not a benchmark of two different rules: each wage must come to the same amounts, but for a fen where floats round. */
function requireSame(area: AreaPolicy, others: ReturnType<typeof publicodesEngine>): void {
  for (const wage of WAGES) {
    const { employer, person } = contributionAt(area, wage)
    const [theirEmployer, theirPerson] = others(wage)
    const apart = Math.abs(employer.value - theirEmployer * 100) + Math.abs(person.value - theirPerson * 100)
    if (apart > 1.001) throw new Error(`the two rules differ at ${yuanText(wage)}: ${apart} fen`)
  }
}

async function demoArea(): Promise<AreaPolicy> {
  const folders = ['national', 'demo-city']
  const texts = await Promise.all(
    folders.map(async (folder) => {
      const names = (await readdir(join(ROOT, 'policies', folder))).filter((name) => name.endsWith('.yaml'))
      return Promise.all(
        names.map(async (name) => ({
          path: `policies/${folder}/${name}`,
          text: await readFile(join(ROOT, 'policies', folder, name), 'utf8'),
        })),
      )
    }),
  )
  return loadPolicyBook(texts.flat()).area('999900')
}
