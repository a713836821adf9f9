import type { Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Fact } from '../ledger/fact.js'
import { knownSerials, REFUNDED } from '../ledger/fund-store.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { reversalsOf } from '../ledger/posting-store.js'
import { reversedAlready } from '../ledger/refusals.js'
import type { ClaimLine, DepositLine, EmployerCorrectionLine, ReliefLine } from './contribution-lines.js'
import { negated } from './correction-lines.js'
import { whyUsed } from './deposit-used-store.js'
import { effectsOf } from './employer-correction-store.js'
import type { ComputedFee } from './late-fees.js'
import { type Made, type MadeTask, staleRow } from './making.js'
import type { CollectionPorts } from './ports.js'
import { reliefRoomNow } from './relief-store.js'
import { LEVY_LINE } from './turns.js'

/** 单位事实的红冲凭证 → 红冲行。 */
export function makeEmployerCorrections(lines: readonly EmployerCorrectionLine[]): Made {
  const wrong = lines.map(({ wrongEvent }) => wrongEvent)
  return {
    facts: lines.map(({ row, wrongEvent }) => ({ ...negated(wrongEvent), line: row, reverses: wrongEvent.ref })),
    before: async (trx) => {
      await onlyOnce(trx, wrong)
      for (const one of wrong) {
        await waitInLine(trx, [`employer:${one.employerId}`])
        await effectsOf(trx, one)
      }
    },
    tasks: lines.flatMap(tasksOf),
  }
}

/** 其后由人核对的，one task for each. */
function tasksOf({ row, employerName, effects = {} }: EmployerCorrectionLine): MadeTask[] {
  const { dues, fromMonth, endedStaff } = effects
  const made: MadeTask['says'][] = []
  if (dues !== undefined)
    made.push({
      zh: `${employerName}的登记已更正：自 ${fromMonth} 起 ${dues} 个月的应缴按错误的登记算得，请逐月核对并更正`,
      en: `the registration of ${employerName} was corrected: ${dues} months from ${fromMonth} were reckoned on wrong terms; check and correct them`,
    })
  if (endedStaff !== undefined)
    made.push({
      zh: `${employerName}的注销已红冲：随注销停保的 ${endedStaff} 人请核对是否恢复参保`,
      en: `the cancellation of ${employerName} was reversed: ${endedStaff} persons were ended with it; see whether they resume`,
    })
  return made.map((says, i) => ({ kind: 'employerCorrected', line: row + i, says }))
}

const CLAIMED = { zh: '这笔款项已由他件认领', en: 'this money was claimed by another entry meanwhile' }

/** 认领凭证 → 红冲的待认领行与实缴行, in one posting: the control total stays what it was. */
export function makeClaims(lines: readonly ClaimLine[], fees: readonly ComputedFee[] = []): Made {
  return {
    facts: [
      ...lines.flatMap(({ row, claim, paid, refund }): Fact[] => [
        {
          ...negated(claim),
          line: row,
          reverses: claim.ref,
          reason: refund === undefined ? claim.reason : REFUNDED,
        },
        ...(paid === undefined ? [] : [{ ...paid, kind: 'paid' as const, line: row }]),
      ]),
      ...fees.map(({ fee }): Fact => ({ ...fee, kind: 'lateFee' })),
    ],
    before: async (trx) => {
      await waitInLine(
        trx,
        lines.map(({ claim }) => `reverse:${claim.ref.posting}/${claim.ref.ordinal}`),
      )
      for (const { row, claim } of lines) {
        const again = await reversalsOf(trx, 'suspense', claim.ref.posting, claim.ref.ordinal)
        if (again > 0) throw staleRow(row, CLAIMED)
      }
    },
  }
}

const TOO_MUCH = {
  zh: '减免金额已多于单位现有的欠缴',
  en: 'the relief is more than what the employer still owes',
}

/** 减免与核销凭证 → 减免事实。Never more than what the employer's own part still lacks when it is posted. */
export function makeReliefs(lines: readonly ReliefLine[]): Made {
  return {
    facts: lines.map(({ row, relief }) => ({ ...relief, kind: 'relief', line: row })),
    before: async (trx) => {
      for (const { row, relief } of lines) {
        await waitInLine(trx, [`employer:${relief.employerId}`])
        if (relief.amount > (await reliefRoomNow(trx, relief))) throw staleRow(row, TOO_MUCH)
      }
    },
  }
}

/** 银行流水凭证 → 专户入账。A serial is taken once; one that is reversed stands still, and is not yet credited. */
export function makeDeposits(lines: readonly DepositLine[], fundTotals?: CollectionPorts['fundTotals']): Made {
  return {
    facts: lines.map(({ row, deposit }) => ({ ...deposit, kind: 'bankDeposit', line: row })),
    before: async (trx) => {
      for (const account of [...new Set(lines.map(({ deposit }) => deposit.account))].sort()) {
        await waitInLine(trx, [`account:${account}`])
        await reversalsAgain(trx, fundTotals, lines)
        const own = lines.filter(({ deposit, reversal }) => deposit.account === account && reversal === undefined)
        const taken = await knownSerials(
          trx,
          account,
          own.map(({ deposit }) => deposit.serial),
        )
        const again = own.find(({ deposit }) => taken.has(deposit.serial))
        if (again !== undefined) throw staleRow(again.row, SERIAL_TAKEN)
      }
    },
  }
}

const SERIAL_TAKEN = { zh: '该流水号已由他件入账', en: 'this serial was entered by another voucher meanwhile' }

/** 红冲的入账：in line behind every payment, so that none is credited while it is asked. */
async function reversalsAgain(
  trx: Trx,
  fundTotals: CollectionPorts['fundTotals'],
  lines: readonly DepositLine[],
): Promise<void> {
  for (const { row, reversal } of lines) {
    if (reversal === undefined) continue
    const { ref } = reversal.stood
    await waitInLine(trx, [LEVY_LINE])
    if ((await reversalsOf(trx, 'bankDeposit', ref.posting, ref.ordinal)) > 0) throw new Refusal(reversedAlready, ref)
    invariant(fundTotals !== undefined, 'what is credited is asked of the totals of the fund')
    const used = await whyUsed(trx, fundTotals, reversal.stood)
    if (used !== undefined) throw staleRow(row, { zh: used.say('zh'), en: used.say('en') })
  }
}

async function onlyOnce(trx: Trx, wrong: readonly EmployerCorrectionLine['wrongEvent'][]): Promise<void> {
  await waitInLine(
    trx,
    wrong.map(({ ref }) => `reverse:${ref.posting}/${ref.ordinal}`),
  )
  for (const { kind, ref } of wrong) {
    if ((await reversalsOf(trx, kind, ref.posting, ref.ordinal)) > 0) throw new Refusal(reversedAlready, ref)
  }
}
