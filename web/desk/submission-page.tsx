import { Button } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import { SUBMISSION_KINDS, type SubmissionDetail, type SubmissionList } from '../../src/collection/contract.js'
import { CheckSheet } from '../benefit/check-sheet.js'
import { PaymentResults } from '../benefit/payment-results.js'
import { BENEFIT } from '../benefit/words.js'
import { OutsidePanel } from '../exchange/outside-panel.js'
import { INTAKE } from '../intake/words.js'
import { BatchPermitCard } from '../maintenance/batch-permit.js'
import { Recheck } from '../maintenance/recheck.js'
import { ChangeOf } from '../parameters/change-view.js'
import { pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer } from '../shell/states.js'
import { Notices } from '../submission/notices.js'
import { PostedLines } from '../submission/posted-lines.js'
import { PostingProgress } from '../submission/posting-progress.js'
import { RefusedRows } from '../submission/refused-rows.js'
import { StateTag } from '../submission/state-tag.js'
import { Timeline } from '../submission/timeline.js'
import { Totals } from '../submission/totals.js'
import { SUBMISSION } from '../submission/words.js'
import { WORDS } from '../words.js'
import { ComparisonView } from './comparison-view.js'
import { ContentView } from './content-view.js'
import '../intake/intake.css'
import { KeyHelp, useKeys } from '../shell/keys.js'
import { printPage } from '../shell/print-mark.js'
import { CONTENT } from './content-words.js'
import { Decide } from './decide.js'
import { FileAgain } from './file-again.js'
import { LevyLateFees } from './levy-late-fees.js'
import { byRisk } from './marks.js'
import { PapersOf } from './papers-of.js'
import { DESK_PATHS } from './paths.js'
import { PAID_OUT, SubmissionFacts } from './submission-facts.js'
import { SubmitDraft } from './submit-draft.js'
import { DESK } from './words.js'
import { WorkActions } from './work-actions.js'
import { WORK } from './work-words.js'

/** 须联网核查的报送。 */
const CHECKED: ReadonlySet<string> = new Set([
  ...['personRegistration', 'personChange', 'employerRegistration', 'employerChange'],
])

/** 以文件送来的种类：read first, then submitted. */
const FROM_FILES: ReadonlySet<string> = new Set([
  ...['monthlyFiling', 'backPay', 'levyResult', 'personRegistration', 'benefitPayment'],
])

/** 一份报送，由人来看：what it is, what differs, what was refused and why; then pass or return. */
export function SubmissionPage() {
  const { id = '' } = useParams()
  const detail = useAsk<SubmissionDetail>(pathOf(DESK_PATHS.submission, { id }))
  return <Answer of={detail}>{(found) => <Submission key={`${id}/${found.revision}`} detail={found} />}</Answer>
}

function Submission({ detail }: { readonly detail: SubmissionDetail }) {
  const { say } = useLanguage()
  const { can } = useSession()
  const { id, kind, employer, fileName, notices, insurances, refusedRows, refused, abilities, vouchers } = detail
  const { before, next, toInbox } = useNeighbours(id)
  useKeys({ j: next, k: before, u: toInbox })
  return (
    <Page
      title={`${say(SUBMISSION_KINDS[kind])}${employer ? ` · ${employer.name}` : ''}`}
      actions={
        <span className="desk-tools no-print">
          <StateTag state={detail.state} />
          <Button size="small" disabled={!before} onClick={before}>
            {say(DESK.before)}
          </Button>
          <Button size="small" disabled={!next} onClick={next}>
            {say(DESK.next)}
          </Button>
          <Button size="small" onClick={printPage}>
            {say(WORDS.print)}
          </Button>
          <KeyHelp keys={PAGE_KEYS} />
        </span>
      }
    >
      <div className="desk-columns">
        <div className="desk-main">
          <SubmissionFacts detail={detail} />
          <PostingProgress of={detail} path={pathOf(DESK_PATHS.submission, { id })} />
          <Notices notices={notices} />
          {kind === 'parameterChange' && (
            <>
              <ChangeOf id={id} />
              <PapersOf id={id} />
            </>
          )}
          {abilities.includes('compare') && COMPARED.has(kind) && (
            <ComparisonView id={id} month={detail.settlementMonth} />
          )}
          <RefusedRows id={id} rows={refusedRows} all={refused} fileName={fileName} />
          {insurances.length > 0 && !PAID_OUT.has(kind) && (
            <Section title={say(SUBMISSION.totals)}>
              <Totals insurances={insurances} />
            </Section>
          )}
          {CHECKED.has(kind) && <OutsidePanel id={id} />}
          {vouchers > 0 && kind !== 'parameterChange' && <ContentView id={id} />}
          <CheckSheet detail={detail} />
          {kind === 'benefitPayment' && detail.state === 'posted' && <PaymentResults id={id} />}
          {kind === 'levyResult' && <LevyLateFees id={id} />}
          {vouchers > 0 && COMPARED.has(kind) && <PostedLines id={id} />}
        </div>
        <aside className="desk-side">
          {FROM_FILES.has(kind) && <SubmitDraft of={detail} />}
          <Decide detail={detail} onDone={next ?? toInbox} />
          <Recheck detail={detail} />
          {kind === 'batchChange' && <BatchPermitCard id={id} />}
          <WorkActions detail={detail} />
          <FileAgain detail={detail} />
          {can('entry.submit') && detail.state !== 'draft' && (
            <p className="no-print">
              <Link to={`/receipts/${id}`}>{say(INTAKE.openReceipt)}</Link>
            </p>
          )}
          {LETTERED.has(kind) && (detail.state === 'returned' || detail.state === 'posted') && (
            <Link to={`/letters/${id}`}>{say(BENEFIT.letter)}</Link>
          )}
          <section className="card" aria-label={say(SUBMISSION.progress)}>
            <h2>{say(SUBMISSION.progress)}</h2>
            <Timeline detail={detail} />
          </section>
        </aside>
      </div>
    </Page>
  )
}

/** 办结之后有告知书的种类。 */
const LETTERED: ReadonlySet<string> = new Set(['specialWork', 'benefitDetermination', 'benefitChange'])
const COMPARED: ReadonlySet<string> = new Set(['monthlyFiling', 'backPay', 'singleContribution'])

const PAGE_KEYS = [
  ['j', DESK.keyNext],
  ['k', DESK.keyBefore],
  ['p', DESK.keyPass],
  ['r', DESK.keyReturn],
  ['c', WORK.keyClaim],
  ['m', WORK.keyPapers],
  ['e', WORK.keyEscalate],
  ['u', DESK.keyBack],
  ['[', CONTENT.keyPageBefore],
  [']', CONTENT.keyPageNext],
  ['o', CONTENT.keyPaper],
] as const

/** The submissions before and after this one in the inbox, in the order it lists them. */
function useNeighbours(id: string) {
  const navigate = useNavigate()
  const inbox = useAsk<SubmissionList>(DESK_PATHS.inbox)
  const items = byRisk(inbox.data?.items ?? [])
  const at = items.findIndex((one) => one.id === id)
  const to = (index: number) => {
    const there = items[index]
    return there === undefined ? undefined : () => navigate(`/submissions/${there.id}`)
  }
  return { before: to(at - 1), next: to(at + 1), toInbox: () => navigate('/inbox') }
}
