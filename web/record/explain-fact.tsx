import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import type { Explanation, VoucherView } from '../../src/query/contract.js'
import { PaperShown } from '../archive/paper-shown.js'
import { dayText, instantText, monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { useOriginal } from './source.js'
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
      {voucher && <Originals posting={posting} ordinal={ordinal} voucher={voucher} />}
    </div>
  )
}

/** 调出原件：the papers of the voucher, digests for everybody, the papers themselves where they may be opened. */
function Originals(props: { readonly posting: string; readonly ordinal: number; readonly voucher: VoucherView }) {
  const { posting, ordinal, voucher } = props
  const { say } = useLanguage()
  const original = useOriginal()
  if (voucher.documents.length === 0) return <p>{say(NO_PAPER)}</p>
  return (
    <div className="reviewers">
      <span className="note-kind">{say(EXPLAIN.documents)}</span>
      <ul>
        {voucher.documents.map(({ digest, documentId }) => (
          <li key={digest}>
            <code title={digest}>{digest.slice(0, 16)}</code>{' '}
            {original && documentId && (
              <PaperShown
                path={original({ posting, ordinal, documentId })}
                label={SHOW_ORIGINAL}
                name={digest.slice(0, 16)}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

const SHOW_ORIGINAL: Both = { zh: '调出原件', en: 'Show the original' }
const NO_PAPER: Both = {
  zh: '没有原始资料，依据写在凭证里。',
  en: 'No source paper; the ground stands in the voucher.',
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
        {voucher.reviewers.map(({ stage, stageName, verdict, organisation, at, posts, name }) => (
          <li key={`${stage}${at}`}>
            <span>
              {say(stageName)}
              {name ? ` ${name}` : ''} {VERDICTS[verdict] && say(VERDICTS[verdict])}
            </span>
            <small>
              {[organisation, ...posts.map((post) => say(post))].join(' · ')} · {instantText(at, language)}
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
