import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import type { Explanation, VoucherView } from '../../src/query/contract.js'
import { dayText, instantText, monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { EXPLAIN } from './words.js'

/** 事实，和它出自的凭证。 */
export function ExplainFact({ fact }: { readonly fact: NonNullable<Explanation['fact']> }) {
  const { say } = useLanguage()
  const { posting, ordinal, voucher } = fact
  return (
    <div className="note note-fact">
      <p>
        <span className="note-kind">{say(EXPLAIN.fact)}</span>
        <span className="number">{say(EXPLAIN.factSays, { posting, ordinal })}</span>
      </p>
      {voucher && <Voucher voucher={voucher} />}
    </div>
  )
}

function Voucher({ voucher }: { readonly voucher: VoucherView }) {
  const { say, language } = useLanguage()
  const { voucherId, revision, line, contributionMonth, settlementMonth } = voucher
  const rows: [string, string][] = [
    [say(EXPLAIN.voucher), `${voucherId} · ${say(EXPLAIN.voucherLine, { line, revision })}`],
    [say(EXPLAIN.kind), voucherKind(voucher.kind)[language]],
    [say(EXPLAIN.agency), voucher.agency],
    ...(contributionMonth ? [[say(EXPLAIN.contributionMonth), monthText(contributionMonth, language)]] : []),
    ...(settlementMonth ? [[say(EXPLAIN.settlementMonth), monthText(settlementMonth, language)]] : []),
    [say(EXPLAIN.businessDay), dayText(voucher.businessDay, language)],
    [say(EXPLAIN.postedAt), instantText(voucher.postedAt, language)],
  ] as [string, string][]
  return (
    <>
      <dl className="voucher">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {voucher.reviewers.length > 0 && <Reviewers voucher={voucher} />}
    </>
  )
}

/** Posts and agencies; the natural person only where the server tells it. */
function Reviewers({ voucher }: { readonly voucher: VoucherView }) {
  const { say, language } = useLanguage()
  return (
    <div className="reviewers">
      <span className="note-kind">{say(EXPLAIN.reviewers)}</span>
      <ol>
        {voucher.reviewers.map(({ stage, stageName, verdict, organisation, at, by }) => (
          <li key={`${stage}${at}`}>
            <span>
              {say(stageName)}
              {by ? ` ${by}` : ''} {VERDICTS[verdict] && say(VERDICTS[verdict])}
            </span>
            <small>
              {organisation} · {instantText(at, language)}
            </small>
          </li>
        ))}
      </ol>
    </div>
  )
}

const VERDICTS: Readonly<Record<string, Both>> = { passed: EXPLAIN.passed, returned: EXPLAIN.returned }

const IMPORTED: Both = { zh: '历史数据导入', en: 'imported history' }

function voucherKind(kind: string): Both {
  const kinds: Readonly<Record<string, Both>> = { ...SUBMISSION_KINDS, historyImport: IMPORTED }
  return kinds[kind] ?? { zh: kind, en: kind }
}
