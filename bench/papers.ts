import { openPrinter, type Printer } from '../src/certificates/print.js'
import { proofPage } from '../src/certificates/proof-page.js'
import { statementPage } from '../src/certificates/statement-page.js'
import { signingForTests } from '../test/paper-signing.js'
import { PRINTER, sampleStamp, variedProof, variedStatement } from '../test/sample-paper.js'
import { type Measure, perSecond } from './measure.js'

/** 印制之快慢。Whole statements and short papers a second on one core, each of another person, glyph check, QR and signature included. */
export interface PaperRates {
  readonly statementsPerSecond: number
  readonly shortPapersPerSecond: number
  readonly statementBytes: number
  readonly shortPaperBytes: number
  readonly papers: number
}

/** `now` is a monotonic clock in milliseconds; the compiler and fonts are opened and warm before it is read. */
export async function benchPapers(now: () => number, papers = 400): Promise<PaperRates> {
  const printer = openPrinter({ ...PRINTER, signing: signingForTests() })
  const statement = (seed: number) => printer.statement(statementPage(variedStatement(seed)), sampleStamp(seed))
  const short = (seed: number) => printer.proof(proofPage(variedProof(seed)), sampleStamp(seed))
  const [statements, shorts] = [await rate(statement, papers, now), await rate(short, papers, now)]
  printer.close()
  return {
    statementsPerSecond: statements.perSecond,
    shortPapersPerSecond: shorts.perSecond,
    statementBytes: statements.bytes,
    shortPaperBytes: shorts.bytes,
    papers,
  }
}

/** 印制之目标以每核每秒计，没有对照。 */
export async function measurePapers(now: () => number): Promise<Measure[]> {
  const found = await benchPapers(now)
  const one = (name: string, rate: number, aim: number, bytes: number): Measure => ({
    ...{ name, system: perSecond(rate, 'papers'), baseline: '—（每核每秒）', ratio: rate, aim },
    note: `${found.papers} 份，每份属于另一人，含字形核对、二维码与签名，平均 ${(bytes / 1024).toFixed(0)} KB`,
  })
  return [
    one('年度权益记录单 yearly statement', found.statementsPerSecond, 60, found.statementBytes),
    one('短证明 short paper', found.shortPapersPerSecond, 200, found.shortPaperBytes),
  ]
}

async function rate(print: (seed: number) => ReturnType<Printer['proof']>, papers: number, now: () => number) {
  for (let i = 0; i < 20; i++) await print(i)
  const start = now()
  let bytes = 0
  for (let i = 0; i < papers; i++) {
    bytes += (await print(1_000 + i)).length
    if (i % 50 === 49) await breathe()
  }
  return { perSecond: (papers * 1_000) / (now() - start), bytes: Math.round(bytes / papers) }
}

/** As between requests: what the last papers held is given back. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
